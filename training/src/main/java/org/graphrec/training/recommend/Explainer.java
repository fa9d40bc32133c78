// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.model.Via;

/**
 * Takes a score apart. Every model is linear in the history once its length is fixed, so the parts are exact, not estimated:
 * they sum to the score up to rounding. What a weight of the caller adds to a score is a part of its own. The score of an item graph falls by just its part when an item is taken out of a history
 * without recency; where a score is divided by the length of the history ({@code content}, {@code textgcn}, {@code mf}), by about
 * that, as what is left is measured anew.
 */
public final class Explainer {
    private static final double ROUNDING = 1e-6;

    private final Model model;
    private final Popularity fallback;
    private final StackedMatrix itemFeatures;
    private final StackedMatrix trainedFeatures;
    private final ItemFactors factors;

    /** Explains a model's scores; {@code itemFeatures} as for {@link Recommender}. */
    public Explainer(Model model, Matrix itemFeatures) {
        this(model, null, StackedMatrix.of(itemFeatures), StackedMatrix.of(itemFeatures), null);
    }

    /**
     * The same with the order of what the history does not speak for, the texts that graphs were made from, and what the score of
     * each item is multiplied by, or null.
     */
    Explainer(
            Model model,
            Popularity fallback,
            StackedMatrix itemFeatures,
            StackedMatrix trainedFeatures,
            ItemFactors factors) {
        this.model = model;
        this.fallback = fallback;
        this.itemFeatures = itemFeatures;
        this.trainedFeatures = trainedFeatures;
        this.factors = factors;
    }

    /** Why {@code item} has its score for {@code request}. */
    public Explanation explain(Request request, int item) {
        return explain(request, List.of(item)).get(0);
    }

    /** Why each of {@code items} has its score for {@code request}, in their order. */
    public List<Explanation> explain(Request request, List<Integer> items) {
        double scale = new Recommender(model, fallback, itemFeatures, factors).modelScale(request);
        Parts parts = model.parts(request.history());
        List<Explanation> explanations = new ArrayList<>(items.size());
        for (int item : items) {
            Require.index("item", item, model.items());
            explanations.add(explain(request, item, parts.of(item), scale));
        }
        return explanations;
    }

    private Explanation explain(Request request, int item, double[] parts, double scale) {
        double factor = factors == null ? 1 : factors.discount(item);
        List<Reason> reasons = new ArrayList<>();
        for (Reason reason : ofModel(request.history(), item, parts)) {
            if (reason.contribution() != 0) {
                reasons.add(reason.times(scale * factor));
            }
        }
        if (request.query() != null) {
            double part = factor * request.queryWeight() * itemFeatures.dot(item, request.query());
            reasons.add(new Reason(Reason.Kind.QUERY, -1, part, 0, part));
        }
        double byWeight = factors == null ? 0 : factors.byWeight(item, sum(reasons));
        if (byWeight != 0) {
            reasons.add(new Reason(Reason.Kind.WEIGHT, -1, byWeight, 0, 0));
        }
        reasons.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.contribution()))
                .thenComparingInt(Reason::item)
                .thenComparingInt(Reason::relation)
                .thenComparingInt(Reason::node));
        return new Explanation(sum(reasons), reasons);
    }

    private static double sum(List<Reason> reasons) {
        return reasons.stream().mapToDouble(Reason::contribution).sum();
    }

    /** The item's place among all items that {@code request} allows, in the order of {@link Recommender#recommend}. */
    public long rank(Request request, int item) {
        return better(request, item).length + 1L;
    }

    /** The items that {@code request} allows and that come before {@code item}, by index. */
    public int[] better(Request request, int item) {
        return new Recommender(model, fallback, itemFeatures, factors).better(request, item);
    }

    private List<Reason> ofModel(History history, int item, double[] parts) {
        if (parts.length == 0) {
            float[] scores = new float[model.items()];
            model.score(history, scores);
            return List.of(new Reason(Reason.Kind.POPULARITY, -1, scores[item], scores[item], 0));
        }
        double[] texts = trainedFeatures == null
                ? new double[history.size()]
                : model.textContributions(history, item, trainedFeatures);
        List<Reason> reasons = new ArrayList<>();
        double[] ofItems = Arrays.copyOf(parts, history.size());
        Map<Integer, double[]> throughRelations = new TreeMap<>();
        for (Via via : model.contextContributions(history, item)) {
            double[] sum = throughRelations.computeIfAbsent(via.relation(), relation -> new double[ofItems.length]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += via.parts()[i];
            }
        }
        throughRelations.forEach((relation, through) -> {
            for (int i = 0; i < through.length; i++) {
                double left = ofItems[i] - through[i];
                // what rounding leaves is nothing
                ofItems[i] = Math.abs(left) < ROUNDING * Math.abs(through[i]) ? 0 : left;
                reasons.add(new Reason(Reason.Kind.CONTEXT, history.item(i), relation, -1, through[i], through[i], 0));
            }
        });
        for (int i = 0; i < ofItems.length; i++) {
            reasons.add(new Reason(Reason.Kind.HISTORY, history.item(i), ofItems[i], ofItems[i] - texts[i], texts[i]));
        }
        for (int r = 0; r < history.relations(); r++) {
            int[] nodes = history.context(r);
            for (int n = 0; n < nodes.length && history.firstOf(r) + n < parts.length; n++) {
                double part = parts[history.firstOf(r) + n];
                reasons.add(new Reason(Reason.Kind.CONTEXT, -1, r, nodes[n], part, part, 0));
            }
        }
        return reasons;
    }
}
