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

    /** The item's place among all items that {@code request} allows, by score; items with the same score come by index. */
    public long rank(Request request, int item) {
        List<Scored> all = new Recommender(model, itemFeatures).recommend(request.withK(model.items()));
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).item() == item) {
                return place + 1L;
            }
        }
        return all.size() + 1L;
    }

    private List<Reason> ofModel(History history, int item) {
        double[] parts = model.contributions(history, item);
        if (parts.length == 0) {
            float[] scores = new float[model.items()];
            model.score(history, scores);
            return List.of(new Reason(Reason.Kind.POPULARITY, -1, scores[item], scores[item], 0));
        }
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            double text = text(history, i, item, parts[i]);
            reasons.add(new Reason(Reason.Kind.HISTORY, history.item(i), parts[i], parts[i] - text, text));
        }
        return reasons;
    }

    /** The part of a contribution that comes from texts. */
    private double text(History history, int i, int item, double part) {
        if (model instanceof ItemGraph graph && itemFeatures != null) {
            int from = history.item(i);
            return graph.weighting().weight(history, i) * graph.textPart(from, item, cosine(from, item));
        }
        return model instanceof Content ? part : 0;
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
