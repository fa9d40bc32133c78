package org.graphrec.procedures.gds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final FeatureSelection SELECTION = new FeatureSelection(List.of("text", "image"), List.of(1.0, 2.0));

    @Test
    void sharesTheCosineBySquaredWeights() {
        // two items alike in text, orthogonal in image
        Features features = Features.sideBySide(
                SELECTION,
                List.of(new Matrix(2, 2, new float[] {1, 0, 1, 0}), new Matrix(2, 2, new float[] {1, 0, 0, 1})));
        assertThat(dot(features.matrix(), 0, 1)).isCloseTo(1.0 / 5.0, within(1e-6));
        assertThat(features.blocks())
                .containsExactly(new Features.Block("text", 0, 2), new Features.Block("image", 2, 2));
    }

    @Test
    void comparesANodeWithoutAPropertyByTheOtherAlone() {
        Features features = Features.sideBySide(
                SELECTION,
                List.of(new Matrix(2, 2, new float[] {1, 0, 1, 0}), new Matrix(2, 2, new float[] {0, 0, 0, 0})));
        assertThat(dot(features.matrix(), 0, 1)).isCloseTo(1, within(1e-6));
    }

    @Test
    void leavesANodeWithNothingAtZero() {
        Features features = Features.sideBySide(SELECTION, List.of(new Matrix(1, 2), new Matrix(1, 2)));
        assertThat(features.matrix().values()).containsOnly(0f);
    }

    private static double dot(Matrix matrix, int a, int b) {
        double sum = 0;
        for (int d = 0; d < matrix.columns(); d++) {
            sum += matrix.at(a, d) * matrix.at(b, d);
        }
        return sum;
    }
}
