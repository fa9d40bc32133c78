// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.graphrec.embedding.EncoderLanguages;
import org.graphrec.embedding.EncodingMonitor;
import org.junit.jupiter.api.Test;

class EncodingHealthTest {

    @Test
    void hasTheMeanCosineOfAllPairs() {
        Random random = new Random(7);
        float[][] vectors = new float[40][6];
        EncodingHealth health = new EncodingHealth(EncodingMonitor.SILENT, EncoderLanguages.of("any"));
        for (float[] vector : vectors) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = random.nextFloat() - 0.2f;
            }
            assertThat(health.fit(vector)).isTrue();
        }
        double sum = 0;
        for (int a = 0; a < vectors.length; a++) {
            for (int b = 0; b < a; b++) {
                sum += cosine(vectors[a], vectors[b]);
            }
        }
        assertThat(health.meanPairwiseCosine()).isCloseTo(sum / (40 * 39 / 2.0), within(1e-6));
    }

    @Test
    void isOneWhenTheVectorsHaveCollapsed() {
        EncodingHealth health = new EncodingHealth(EncodingMonitor.SILENT, EncoderLanguages.of("any"));
        for (int i = 1; i < 10; i++) {
            health.fit(new float[] {i, 2 * i});
        }
        assertThat(health.meanPairwiseCosine()).isCloseTo(1, within(1e-6));
    }

    @Test
    void refusesZeroAndNonFiniteVectorsAndCountsThem() {
        EncodingHealth health = new EncodingHealth(EncodingMonitor.SILENT, EncoderLanguages.of("any"));
        assertThat(health.fit(new float[] {0, 0})).isFalse();
        assertThat(health.fit(new float[] {1, Float.NaN})).isFalse();
        assertThat(health.fit(new float[] {1, Float.NEGATIVE_INFINITY})).isFalse();
        assertThat(health.zeroVectors()).isEqualTo(1);
        assertThat(health.nonFiniteVectors()).isEqualTo(2);
        assertThat(health.meanPairwiseCosine()).isZero();
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int d = 0; d < a.length; d++) {
            ab += a[d] * b[d];
            aa += a[d] * a[d];
            bb += b[d] * b[d];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
