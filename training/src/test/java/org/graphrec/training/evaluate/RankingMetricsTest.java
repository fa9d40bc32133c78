// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {

    private static final int[] RANKED = {7, 3, 9, 1};

    @Test
    void dividesRecallByAllRelevantItems() {
        assertThat(RankingMetrics.recall(RANKED, Set.of(3, 1, 4), 2)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(RankingMetrics.recall(RANKED, Set.of(3, 1, 4), 10)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void discountsLaterHits() {
        // hits at ranks 2 and 4; the ideal list of three has ranks 1, 2, 3
        double dcg = 1 / log2(3) + 1 / log2(5);
        double ideal = 1 + 1 / log2(3) + 1 / log2(4);
        assertThat(RankingMetrics.ndcg(RANKED, Set.of(3, 1, 4), 4)).isCloseTo(dcg / ideal, within(1e-12));
    }

    @Test
    void truncatesTheIdealListAtK() {
        assertThat(RankingMetrics.ndcg(RANKED, Set.of(7, 3, 9, 1), 2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void findsTheFirstHit() {
        assertThat(RankingMetrics.reciprocalRank(RANKED, Set.of(9, 1), 4)).isEqualTo(1 / 3.0);
        assertThat(RankingMetrics.reciprocalRank(RANKED, Set.of(9, 1), 2)).isZero();
        assertThat(RankingMetrics.hitRate(RANKED, Set.of(9, 1), 2)).isZero();
        assertThat(RankingMetrics.hitRate(RANKED, Set.of(9, 1), 3)).isEqualTo(1);
    }

    @Test
    void isZeroWhenNothingIsRelevantOrRanked() {
        assertThat(RankingMetrics.recall(RANKED, Set.of(), 3)).isZero();
        assertThat(RankingMetrics.ndcg(RANKED, Set.of(), 3)).isZero();
        assertThat(RankingMetrics.ndcg(new int[0], Set.of(1), 3)).isZero();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
