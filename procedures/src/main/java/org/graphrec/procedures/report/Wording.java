// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Locale;
import org.graphrec.training.compare.Metric;
import org.graphrec.training.compare.Segment;

/** Names and definitions as a reader of the page meets them. */
final class Wording {
    private static final double CERTAIN = 1e-4;

    private Wording() {}

    static String name(Metric metric, int k) {
        return switch (metric) {
            case RMSE -> "RMSE";
            case MAE -> "MAE";
            case ACCURACY -> "Accuracy";
            case RECALL -> "Recall@" + k;
            case NDCG -> "NDCG@" + k;
            case HIT_RATE -> "HR@" + k;
            case MRR -> "MRR@" + k;
            case AUC -> "AUC";
            case COVERAGE -> "Coverage";
            case NOVELTY -> "Novelty";
            case GINI -> "Gini";
            case TAIL_SHARE -> "Tail share";
            case DEBIASED_NDCG -> "Debiased NDCG@" + k;
        };
    }

    static String definition(Metric metric) {
        return switch (metric) {
            case RMSE -> "Root of the mean squared error over all held-out ratings. Lower is better.";
            case MAE -> "Mean absolute error over all held-out ratings. Lower is better.";
            case ACCURACY ->
                "Share of held-out ratings whose like or dislike is predicted right; a rating of at least the"
                        + " like threshold is a like.";
            case RECALL -> "Hits divided by the number of the user's held-out items; mean over users.";
            case NDCG -> "Hits discounted by 1 / log2(rank + 1), divided by the best possible sum; mean over users.";
            case HIT_RATE -> "Share of users with at least one hit.";
            case MRR -> "1 / rank of the first hit, 0 without one; mean over users.";
            case AUC ->
                "Share of pairs of a held-out and another item that are ordered right, ties half; mean over users.";
            case COVERAGE -> "Share of the items that anybody is recommended.";
            case NOVELTY -> "Mean of log2(users / users who have the item) over recommended items.";
            case GINI ->
                "Inequality of how often items are recommended: 0 all alike, 1 one takes all. Lower is more equal.";
            case TAIL_SHARE ->
                "Share of recommended items outside of the most popular ones that make up 80 % of" + " interactions.";
            case DEBIASED_NDCG ->
                "NDCG of a part of what is held out, in which no item comes more often than is usual: what is popular"
                        + " counts no more than the rest.";
        };
    }

    static String name(Segment segment) {
        return switch (segment) {
            case ALL -> "Everything held out";
            case WARM -> "Users and items with a past";
            case COLD_ITEMS -> "Items nobody has interacted with";
            case COLD_USERS -> "Users without a past";
            case KNOWN_USERS -> "Users with a past";
        };
    }

    static String number(Metric metric, double value) {
        return String.format(Locale.ROOT, metric == Metric.NOVELTY ? "%.2f" : "%.4f", value);
    }

    static String pValue(double p) {
        return p < CERTAIN ? "p\u00a0<\u00a00.0001" : String.format(Locale.ROOT, "p\u00a0=\u00a0%.4f", p);
    }
}
