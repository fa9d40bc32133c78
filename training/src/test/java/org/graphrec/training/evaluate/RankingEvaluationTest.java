// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.junit.jupiter.api.Test;

class RankingEvaluationTest {

    @Test
    void ranksAllItemsButTheSeenOnes() {
        Interactions seen = Interactions.of(3, 4, new int[] {0, 1}, new int[] {3, 0}, null, null);
        Interactions held = Interactions.of(3, 4, new int[] {0, 1, 1}, new int[] {2, 3, 1}, null, null);
        RankingReport report = RankingEvaluation.evaluate(
                (history, scores) -> {
                    for (int item = 0; item < scores.length; item++) {
                        scores[item] = item;
                    }
                },
                seen,
                held,
                1,
                2,
                Monitor.SILENT);
        // user 0: item 3 is seen, so 2 comes first; user 1: 3 comes first, one of two
        assertThat(report).isEqualTo(new RankingReport(1, 2, 0.75, 1, 1, 1));
    }

    @Test
    void reportsZerosWithoutUsers() {
        Interactions none = Interactions.of(2, 2, new int[0], new int[0], null, null);
        assertThat(RankingEvaluation.evaluate((history, scores) -> {}, none, none, 5, 1, Monitor.SILENT))
                .isEqualTo(new RankingReport(5, 0, 0, 0, 0, 0));
    }
}
