// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls are counted once, with their errors and how long they took. */
@ExtendWith(RunningDatabase.class)
class CallMetricsTest {
    private static CallMetrics.Count of(String procedure) {
        return CallMetrics.counts().getOrDefault(procedure, new CallMetrics.Count(0, 0, 0, 0, 0));
    }

    private static List<Long> counted(String procedure, Runnable calls) {
        CallMetrics.Count before = of(procedure);
        calls.run();
        CallMetrics.Count after = of(procedure);
        return List.of(after.calls() - before.calls(), after.errors() - before.errors());
    }

    @Test
    void areCountedOnceHoweverTheyEnd(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "knn", "itemKnn");
        assertThat(counted("rec.model.list", () -> cypher.rows("CALL rec.model.list()")))
                .containsExactly(1L, 0L);
        assertThat(counted("rec.recommend.stream", () -> cypher.rows("CALL rec.recommend.stream('knn', '*', {k: 1})")))
                .containsExactly(1L, 0L);
        assertThat(counted("rec.recommend.stream", () -> {
                    cypher.failure("CALL rec.recommend.stream('none', '*')");
                    cypher.failure("CALL rec.recommend.stream('knn', '*', {wrong: 1})");
                    cypher.failure("CALL rec.recommend.stream('knn', '*', {where: 'item.x / 0 = 1 AND wrong'})");
                    cypher.rows("CALL rec.recommend.stream('knn', '*', {k: 1}) YIELD rank RETURN rank LIMIT 1");
                }))
                .containsExactly(4L, 3L);
        assertThat(CallMetrics.slowest())
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Long.compare(b.millis(), a.millis()));
        assertThat(of("rec.train").p50Millis())
                .isPositive()
                .isLessThanOrEqualTo(of("rec.train").p99Millis());
    }

    @Test
    void haveTheirLatenciesWithinNinePercent() {
        LatencyHistogram histogram = new LatencyHistogram();
        assertThat(histogram.percentile(0.5)).isZero();
        for (int millis = 1; millis <= 1_000; millis++) {
            histogram.add(millis * 1_000_000L);
        }
        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            assertThat(histogram.percentile(share)).isBetween(1_000 * share - 1e-9, 1_000 * share * 1.0906);
        }
        histogram.add(Long.MAX_VALUE);
        histogram.add(0);
        assertThat(histogram.percentile(0)).isCloseTo(0.001, within(1e-9));
    }
}
