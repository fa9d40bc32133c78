package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.List;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.model.Architecture;

/**
 * A method of recommending, as it stands in the table: how it ranks, how it predicts ratings, or both. Every one has its
 * hyper-parameters chosen on a holdout of its training part.
 */
public enum Method {

    /** The same for everybody: items by number of interactions; ratings by the biases of user and item. */
    POPULARITY("popularity", "not personalised", Architecture.POPULARITY, true, false),

    /** Texts alone: likeness to the history; a regression of the user's own ratings on the texts. */
    CONTENT("content", "content-based", Architecture.CONTENT, true, true),

    /** What similar users have; what they gave above their baseline. */
    USER_KNN("userKnn", "user-based CF", Architecture.USER_KNN, true, false),

    /** What is similar to the history; what the user gave to similar items above the baseline. */
    ITEM_KNN("itemKnn", "item-based CF", Architecture.ITEM_KNN, true, false),

    /** Latent factors: alternating least squares for ranking; for ratings biased factors by gradient descent, known as SVD or LFM. */
    MF("mf", "model-based", Architecture.MF, true, false),

    /** Latent factors with implicit feedback (SVD++), fitted by Gibbs sampling; ratings only. */
    SVDPP("svdpp", "model-based", null, true, false),

    /** A linear model of items in closed form; ranking only. */
    EASE("ease", "model-based", Architecture.EASE, false, false),

    /** Vectors propagated over the graph, without texts; ranking only. */
    LIGHTGCN("lightgcn", "GNN", Architecture.LIGHTGCN, false, false),

    /** Co-occurrence, a spectral filter of the graph and likeness of texts in one sparse item graph; ranking only. */
    ITEM_GRAPH("itemGraph", "graph filter", Architecture.ITEM_GRAPH, false, false),

    /**
     * Text vectors of a language model propagated over the graph: trained as LightGCN is for ranking. For ratings it is the Bayesian
     * SVD++ of {@link #SVDPP} whose prior means are linear in the items' texts and in the neighbours of a user and an item in the
     * graph (one layer, 1 / sqrt(degree)), text and neighbours each kept where the holdout confirms them.
     */
    TEXTGCN("textgcn", "LLM+GNN", Architecture.TEXTGCN, true, true),

    /** A network over the items of a history, trained by an optional jar; ranking only, and only where asked for by name. */
    GCN("gcn", "deep GNN", Architecture.GCN, false, false),

    /** As {@link #GCN}, with attention over the items. */
    GAT("gat", "deep GNN", Architecture.GAT, false, false),

    /** As {@link #GCN}, with a sample of the items. */
    SAGE("sage", "deep GNN", Architecture.SAGE, false, false),

    /** As {@link #GCN}, along the order of the history. */
    LSTM("lstm", "deep sequence", Architecture.LSTM, false, false),

    /** As {@link #GCN}, with attention along the order of the history, its texts and its place in the graph. */
    TRANSFORMER("transformer", "deep sequence", Architecture.TRANSFORMER, false, false),

    /** Whatever of the ranking methods, or blend of them, is best on a holdout; for ratings as {@link #TEXTGCN}. */
    AUTO("auto", "LLM+GNN", Architecture.AUTO, true, false);

    private final String cypherName;
    private final String family;
    private final Architecture ranking;
    private final boolean rates;
    private final boolean reading;

    Method(String cypherName, String family, Architecture ranking, boolean rates, boolean reading) {
        this.cypherName = cypherName;
        this.family = family;
        this.ranking = ranking;
        this.rates = rates;
        this.reading = reading;
    }

    /** The name used in Cypher, for example {@code itemKnn}. */
    public String cypherName() {
        return cypherName;
    }

    /** What textbooks call methods of this kind, for example {@code item-based CF}. */
    public String family() {
        return family;
    }

    /** The architecture that ranks, or null. */
    public Architecture ranking() {
        return ranking;
    }

    /** Whether it predicts ratings. */
    public boolean rates() {
        return rates;
    }

    /** Whether it is about texts, and so needs features. */
    public boolean reads() {
        return reading;
    }

    /** Whether an optional jar trains it. */
    private boolean deep() {
        return ranking != null && HeadKind.of(ranking.cypherName()).isPresent();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Method::cypherName).toList();
    }

    /** The method of this name, which must be one of {@link #names}. */
    public static Method of(String cypherName) {
        return Arrays.stream(values())
                .filter(method -> method.cypherName.equals(cypherName))
                .findFirst()
                .orElseThrow();
    }

    /** What is compared unless told otherwise: all that can be fitted to such data and measured so, the slowest and the likest left out. */
    public static List<Method> usual(boolean features, boolean ranked, boolean rated) {
        return Arrays.stream(values())
                .filter(method -> method != TEXTGCN && method != EASE && !method.deep())
                .filter(method -> features || !method.reads())
                .filter(method -> (ranked && method.ranking != null) || (rated && method.rates))
                .toList();
    }
}
