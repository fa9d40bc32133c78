// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

/**
 * What the score of each item is multiplied by, whoever the user is: a discount for popular items, and a weight that the caller gives
 * it. A score below 0 is divided by the weight, so that a larger weight never makes a score smaller.
 */
final class ItemFactors {
    private final float[] discounts; // null: none
    private final float[] weights; // null: none

    private ItemFactors(float[] discounts, float[] weights) {
        this.discounts = discounts;
        this.weights = weights;
    }

    /** Both above 0, a number an item; either may be null. Null where both are. Arrays are not copied. */
    static ItemFactors of(float[] discounts, float[] weights) {
        return discounts == null && weights == null ? null : new ItemFactors(discounts, weights);
    }

    /** What a score comes to. */
    float applied(int item, float score) {
        float discounted = discounts == null ? score : score * discounts[item];
        return weights == null ? discounted : (float) weighted(item, discounted);
    }

    /** What parts of a score are multiplied by before the weight. */
    double discount(int item) {
        return discounts == null ? 1 : discounts[item];
    }

    /** What the weight of an item adds to a score that is discounted already. */
    double byWeight(int item, double score) {
        return weights == null ? 0 : weighted(item, score) - score;
    }

    private double weighted(int item, double score) {
        return score < 0 ? score / weights[item] : score * weights[item];
    }
}
