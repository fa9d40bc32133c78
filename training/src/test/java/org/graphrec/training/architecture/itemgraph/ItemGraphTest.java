// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Map;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.model.HistoryWeighting;
import org.junit.jupiter.api.Test;

class ItemGraphTest {

    private static final Csr EDGES =
            Csr.fromEdges(3, 3, new int[] {0, 0, 1}, new int[] {1, 2, 2}, new float[] {0.25f, 0.5f, 1});

    @Test
    void contributionsOfTheHistorySumToTheScore() {
        ItemGraph graph = new ItemGraph(EDGES, new BitSet(), new HistoryWeighting(0.7, true), Map.of());
        History both = new History(new int[] {0, 1}, new float[] {2, 3});
        float[] together = new float[3];
        graph.score(both, together);
        double first = 2 * Math.pow(2, -0.7); // one step before the last
        assertThat(together[2]).isCloseTo((float) (first * 0.5 + 3), within(1e-6f));
        assertThat(together[1]).isCloseTo((float) (first * 0.25), within(1e-6f));
    }

    @Test
    void scoresAreOverwritten() {
        ItemGraph graph = new ItemGraph(EDGES, new BitSet(), HistoryWeighting.NONE, Map.of());
        float[] scores = {9, 9, 9};
        graph.score(new History(new int[] {1}, new float[] {5}), scores);
        assertThat(scores).containsExactly(0, 0, 1);
    }
}
