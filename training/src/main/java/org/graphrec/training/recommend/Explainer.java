package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Content;
import org.graphrec.training.model.ItemGraph;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/**
 * Takes a score apart. Every model is linear in the history once its length is fixed, so the parts are exact, not estimated:
 * they sum to the score up to rounding, and an item graph's score falls by just its part when an item is taken out of a
 * history without recency.
 */
public final class Explainer {
    private final Model model;
    private final Matrix itemFeatures;

    /** Explains a model's scores; {@code itemFeatures} as for {@link Recommender}. */
    public Explainer(Model model, Matrix itemFeatures) {
        this.model = model;
        this.itemFeatures = itemFeatures;
    }

    /** Why {@code item} has its score for {@code request}. */
    public Explanation explain(Request request, int item) {
        Require.index("item", item, model.items());
        Recommender recommender = new Recommender(model, itemFeatures);
        double scale = recommender.modelScale(request);
        List<Reason> reasons = new ArrayList<>();
        for (Reason reason : ofModel(request.history(), item)) {
            if (reason.contribution() != 0) {
                reasons.add(new Reason(
                        reason.kind(),
                        reason.item(),
                        scale * reason.contribution(),
                        scale * reason.graph(),
                        scale * reason.text()));
            }
        }
        if (request.query() != null) {
            double part = request.queryWeight()
                    * Vectors.dot(
                            itemFeatures.values(),
                            itemFeatures.offset(item),
                            request.query(),
                            0,
                            request.query().length);
            reasons.add(new Reason(Reason.Kind.QUERY, -1, part, 0, part));
        }
        reasons.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.contribution()))
                .thenComparingInt(Reason::item));
        return new Explanation(
                reasons.stream().mapToDouble(Reason::contribution).sum(), reasons);
    }

    private List<Reason> ofModel(History history, int item) {
        if (model instanceof ItemGraph graph) {
            return ofGraph(graph, history, item);
        }
        if (model instanceof Content content) {
            return ofContent(content, history, item);
        }
        Popularity popularity = (Popularity) model;
        float[] scores = new float[model.items()];
        popularity.score(history, scores);
        return List.of(new Reason(Reason.Kind.POPULARITY, -1, scores[item], scores[item], 0));
    }

    private List<Reason> ofGraph(ItemGraph graph, History history, int item) {
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            int from = history.item(i);
            double weight = graph.weighting().weight(history, i);
            double all = weight * graph.similarity(from, item);
            double text = itemFeatures == null ? 0 : weight * graph.textPart(from, item, cosine(from, item));
            reasons.add(new Reason(Reason.Kind.HISTORY, from, all, all - text, text));
        }
        return reasons;
    }

    private List<Reason> ofContent(Content content, History history, int item) {
        float[] user = new float[itemFeatures.columns()];
        for (int i = 0; i < history.size(); i++) {
            float weight = content.weighting().weight(history, i);
            for (int d = 0; d < user.length; d++) {
                user[d] += weight * itemFeatures.at(history.item(i), d);
            }
        }
        double length = Math.sqrt(Vectors.dot(user, 0, user, 0, user.length));
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < history.size() && length > 0; i++) {
            double part = content.weighting().weight(history, i) * cosine(history.item(i), item) / length;
            reasons.add(new Reason(Reason.Kind.HISTORY, history.item(i), part, 0, part));
        }
        return reasons;
    }

    private float cosine(int one, int other) {
        return Vectors.dot(
                itemFeatures.values(),
                itemFeatures.offset(one),
                itemFeatures.values(),
                itemFeatures.offset(other),
                itemFeatures.columns());
    }
}
