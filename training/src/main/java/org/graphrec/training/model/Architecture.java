package org.graphrec.training.model;

/** The kinds of model. */
public enum Architecture {

    /** Fits the others and keeps what ranks the holdout best: one of them, or a {@link #BLEND} of several. */
    AUTO("auto"),

    /** Co-occurrence, spectral and text similarity between items, as a sparse graph: {@link ItemGraph}. */
    ITEM_GRAPH("itemGraph"),

    /** A linear model in closed form that learns what items add to each other: an {@link ItemGraph} with edges of either sign. */
    EASE("ease"),

    /** Degree-normalised co-occurrence of items alone: an {@link ItemGraph}. */
    ITEM_KNN("itemKnn"),

    /** What the users with the most similar histories have: {@link UserKnn}. */
    USER_KNN("userKnn"),

    /** A weighted sum of the scores of others: {@link Blend}. Asking for it is asking for {@link #AUTO}, which makes it where it helps. */
    BLEND("blend"),

    /** Item vectors trained on the graph: {@link ItemVectors}. */
    LIGHTGCN("lightgcn"),

    /** Item vectors trained on the graph from item texts: {@link ItemVectors}. */
    TEXTGCN("textgcn"),

    /** Matrix factorisation of implicit feedback by alternating least squares: {@link Mf}. */
    MF("mf"),

    /** A graph convolution onto the user: {@link HeadModel}. */
    GCN("gcn"),

    /** Graph attention onto the user: {@link HeadModel}. */
    GAT("gat"),

    /** GraphSAGE onto the user: {@link HeadModel}. */
    SAGE("sage"),

    /** A recurrent network along the history: {@link HeadModel}. */
    LSTM("lstm"),

    /** Self-attention along the history, its texts and its place in the graph: {@link HeadModel}. */
    TRANSFORMER("transformer"),

    /** Likeness of item texts alone: {@link Content}. */
    CONTENT("content"),

    /** The same for everybody, most interacted first: {@link Popularity}. */
    POPULARITY("popularity");

    private final String cypherName;

    Architecture(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code itemGraph}. */
    public String cypherName() {
        return cypherName;
    }

    /**
     * The architecture with this Cypher name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Architecture of(String cypherName) {
        for (Architecture architecture : values()) {
            if (architecture.cypherName.equals(cypherName)) {
                return architecture;
            }
        }
        throw new IllegalArgumentException("There is no architecture `" + cypherName + "`.");
    }
}
