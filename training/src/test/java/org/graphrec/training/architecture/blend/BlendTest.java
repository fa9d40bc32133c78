// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.userknn.UserKnn;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.junit.jupiter.api.Test;

class BlendTest {

    private static final History HISTORY = new History(new int[] {0, 1}, null);

    private final Model graph = new ItemGraph(
            Csr.fromEdges(3, 3, new int[] {0, 1}, new int[] {2, 2}, new float[] {1, 0.5f}),
            new BitSet(),
            HistoryWeighting.NONE,
            Map.of());

    private final Model users = new UserKnn(
            Interactions.of(2, 3, new int[] {0, 0, 1, 1}, new int[] {0, 2, 0, 1}, null, null),
            new UserKnn.Options(2, 0, 0, 1, 0, HistoryWeighting.NONE));

    private final Blend blend = new Blend(List.of(new Blend.Part(graph, 1, 2), new Blend.Part(users, 0.5, 0.25)));

    @Test
    void comparesUsersByTheirCommonItems() {
        float[] scores = new float[3];
        users.score(HISTORY, scores);
        // user 0 has one item in common, user 1 two; the history is of length sqrt 2
        assertThat(scores[2]).isCloseTo((float) (1 / Math.sqrt(2)), within(1e-6f));
        assertThat(scores[0]).isCloseTo((float) (3 / Math.sqrt(2)), within(1e-6f));
    }

    @Test
    void sumsTheScaledScores() {
        float[] scores = new float[3];
        blend.score(HISTORY, scores);
        assertThat(scores[2]).isCloseTo((float) (1.5 / 2 + 2 / Math.sqrt(2)), within(1e-6f));
    }

    @Test
    void addsUpFromTheHistory() {
        double[] parts = blend.contributions(HISTORY, 2);
        assertThat(parts[0]).isCloseTo(0.5 + 2 / Math.sqrt(2), within(1e-6));
        assertThat(parts[1]).isCloseTo(0.25, within(1e-6));
    }
}
