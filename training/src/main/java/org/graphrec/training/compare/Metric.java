// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured. Ratings are clipped to the scale of the training ratings; lists have k items, none of them in the user's
 * history, and ties are broken at random. A mean over users is one over lists where a user gets several.
 */
public enum Metric {

    /** Root of the mean over held-out ratings of the squared error. */
    RMSE("rmse", true, false, true),

    /** Mean over held-out ratings of the absolute error. */
    MAE("mae", true, false, true),

    /**
     * Share of the held-out ratings whose like or dislike is predicted right: rating and prediction are on the same side of the
     * like threshold, which itself counts as liked.
     */
    ACCURACY("accuracy", true, true, true),

    /** Recall@k: hits divided by the number of the user's held-out items (as in LightGCN, not min(k, that number)); mean over users. */
    RECALL("recall", false, true, true),

    /** NDCG@k: sum over hits of 1 / log2(rank + 1), divided by that of min(k, held-out items) hits at the top; mean over users. */
    NDCG("ndcg", false, true, true),

    /** HR@k: share of users with at least one hit. */
    HIT_RATE("hitRate", false, true, true),

    /** MRR@k: mean over users of 1 / rank of the first hit, 0 without one. */
    MRR("mrr", false, true, true),

    /**
     * Area under the ROC curve: for each user the share of pairs of a held-out item and another candidate in which the held-out
     * one scores higher, ties half; mean over users.
     */
    AUC("auc", false, true, true),

    /** Catalogue coverage: share of the items that are in anybody's list. */
    COVERAGE("coverage", false, true, false),

    /** Mean over listed items of log2(users / users who have the item), which counts as had by one when nobody has it. */
    NOVELTY("novelty", false, true, true),

    /** Gini coefficient of how often each item is listed: 0 when all are alike, 1 when one gets everything. */
    GINI("gini", false, false, false),

    /** Share of listed items outside of the head: the most popular ones with 80 % of the training interactions together. */
    TAIL_SHARE("tailShare", false, true, true),

    /**
     * NDCG@k where popular items count no more than others: of an item that is held out unusually often (above the third quartile of
     * all items by more than 1.5 times the distance of the quartiles) only so many of its held-out interactions count, drawn at
     * random (RecTools' debiased metrics, as in the evaluation of eSASRec, RecSys 2025).
     */
    DEBIASED_NDCG("debiasedNdcg", false, true, true);

    private final String cypherName;
    private final boolean ofRatings;
    private final boolean higherIsBetter;
    private final boolean perUser;

    Metric(String cypherName, boolean ofRatings, boolean higherIsBetter, boolean perUser) {
        this.cypherName = cypherName;
        this.ofRatings = ofRatings;
        this.higherIsBetter = higherIsBetter;
        this.perUser = perUser;
    }

    /** The name used in Cypher, for example {@code hitRate}. */
    public String cypherName() {
        return cypherName;
    }

    /** Whether it measures predicted ratings; else it measures lists. */
    public boolean ofRatings() {
        return ofRatings;
    }

    /** Whether more of it is better. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Whether it is a mean over users or their ratings, so that it has an interval and can be tested. */
    public boolean perUser() {
        return perUser;
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Metric::cypherName).toList();
    }

    /** The metric of this name, which must be one of {@link #names}. */
    public static Metric of(String cypherName) {
        return Arrays.stream(values())
                .filter(metric -> metric.cypherName.equals(cypherName))
                .findFirst()
                .orElseThrow();
    }
}
