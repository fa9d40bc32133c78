// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import org.graphrec.training.Require;

/**
 * What counts beside the model's score.
 *
 * @param diversity share of {@link Diversity} in the order, from 0 (none) to 1
 * @param popularityDiscount scores are divided by (1 + interactions)^this, from 0 (not) to 1
 */
public record RankingPolicy(double diversity, double popularityDiscount) {

    /** The score alone. */
    public static final RankingPolicy SCORE = new RankingPolicy(0, 0);

    /** Rejects values out of range. */
    public RankingPolicy {
        Require.between("diversity", diversity, 0.0, 1.0);
        Require.between("popularityDiscount", popularityDiscount, 0.0, 1.0);
    }
}
