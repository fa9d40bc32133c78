// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final FeatureSelection SELECTION = new FeatureSelection(List.of("text", "image"), List.of(1.0, 2.0));

    @Test
    void sharesTheCosineBySquaredWeights() {
        // two items alike in text, orthogonal in image
        Features features = sideBySide(
                SELECTION, new Matrix(2, 2, new float[] {1, 0, 1, 0}), new Matrix(2, 2, new float[] {1, 0, 0, 1}));
        assertThat(dot(features.matrix(), 0, 1)).isCloseTo(1.0 / 5.0, within(1e-6));
        assertThat(features.blocks())
                .containsExactly(new Features.Block("text", 0, 2, 1), new Features.Block("image", 2, 2, 2));
    }

    @Test
    void comparesANodeWithoutAPropertyByTheOtherAlone() {
        Features features = sideBySide(
                SELECTION, new Matrix(2, 2, new float[] {1, 0, 1, 0}), new Matrix(2, 2, new float[] {0, 0, 0, 0}));
        assertThat(dot(features.matrix(), 0, 1)).isCloseTo(1, within(1e-6));
    }

    @Test
    void leavesANodeWithNothingAtZero() {
        Features features = sideBySide(SELECTION, new Matrix(1, 2), new Matrix(1, 2));
        assertThat(features.matrix().values()).containsOnly(0f);
    }

    @Test
    void makesAPropertyAloneUnitRowsWhateverItsWeight() {
        FeatureSelection halved = new FeatureSelection(List.of("text"), List.of(0.5));
        Features features = sideBySide(halved, new Matrix(1, 2, new float[] {3, 4}));
        assertThat(features.matrix().values()).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }

    private static Features sideBySide(FeatureSelection selection, Matrix... parts) {
        int[] nodes = IntStream.range(0, parts[0].rows()).toArray();
        return Features.sideBySide(selection, Stream.of(parts).map(Rows::new).toList(), nodes, 2, Monitor.SILENT);
    }

    private record Rows(Matrix matrix) implements Features.Column {
        @Override
        public int dimension() {
            return matrix.columns();
        }

        @Override
        public void read(int node, float[] into, int offset) {
            System.arraycopy(matrix.values(), matrix.offset(node), into, offset, matrix.columns());
        }
    }

    private static double dot(Matrix matrix, int a, int b) {
        double sum = 0;
        for (int d = 0; d < matrix.columns(); d++) {
            sum += matrix.at(a, d) * matrix.at(b, d);
        }
        return sum;
    }
}
