// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.gradient.ProjectionEncoder;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.TextProjection;
import org.junit.jupiter.api.Test;

class ItemVectorsTest {

    private final ItemVectors model = new ItemVectors(
            "lightgcn",
            new Matrix(4, 2, new float[] {3, 4, 1, 0, 0, 2, 0, 0}),
            new BitSet(),
            new HistoryWeighting(1, false),
            2,
            Map.of(),
            null,
            List.of());

    @Test
    void scoresTheCosineBetweenUserAndItem() {
        float[] scores = new float[4];
        model.score(new History(new int[] {0, 1}, null), scores); // 0.5 (3, 4) + (1, 0)
        double length = Math.hypot(2.5, 2);
        assertThat(scores[0]).isCloseTo((float) ((2.5 * 0.6 + 2 * 0.8) / length), within(1e-6f));
        assertThat(scores[1]).isCloseTo((float) (2.5 / length), within(1e-6f));
        assertThat(scores[2]).isCloseTo((float) (2 / length), within(1e-6f));
        assertThat(scores[3]).isZero();
    }

    @Test
    void contributionsSumToTheScore() {
        History history = new History(new int[] {0, 2, 1}, null, new float[] {1, -0.5f, 2});
        float[] scores = new float[4];
        model.score(history, scores);
        for (int item = 0; item < 4; item++) {
            double sum = 0;
            for (double part : model.contributions(history, item)) {
                sum += part;
            }
            assertThat(sum).isCloseTo(scores[item], within(1e-6));
        }
    }

    @Test
    void aHeadSaysTheSameInTrainingAndAfter() {
        Matrix features = new Matrix(3, 2, new float[] {0.6f, 0.8f, 0, 0, -1, 0});
        TextProjection head = TextProjection.random(2, 5, 3, 1);
        head.firstBias()[2] = 0.3f;
        head.secondBias()[1] = -0.2f;
        float[][] rows = new ProjectionEncoder(head, features, 1, Monitor.SILENT).forward();
        Matrix applied = head.apply(features);
        for (int item = 0; item < 3; item++) {
            for (int d = 0; d < 3; d++) {
                assertThat(applied.at(item, d)).isCloseTo(rows[item][d], within(1e-6f));
            }
        }
        assertThat(rows[1]).containsOnly(0);
        assertThat(rows[0]).doesNotContain(0);
    }
}
