// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.TextProjection;
import org.junit.jupiter.api.Test;

/** Every gradient against finite differences. */
class GradientsTest {

    private static final int ITEMS = 9;

    private static final int WIDTH = 5;

    /** Three examples, the last without an input; item 8 is in nothing, and item 3 is a negative the first user has. */
    private static Batch batch() {
        Csr inputs =
                new Csr(3, ITEMS, new int[] {0, 2, 5, 5}, new int[] {0, 1, 1, 4, 5}, new float[] {1, 0.5f, 1, 2, 1});
        Csr targets = new Csr(3, ITEMS, new int[] {0, 2, 3, 4}, new int[] {2, 3, 0, 6}, new float[] {0.7f, 0.3f, 1, 1});
        Csr excluded = new Csr(3, ITEMS, new int[] {0, 4, 8, 9}, new int[] {0, 1, 2, 3, 0, 1, 4, 5, 6}, null);
        return new Batch(inputs, targets, excluded, new Csr(1, ITEMS, new int[] {0, 4}, new int[] {1, 3, 6, 7}, null));
    }

    @Test
    void sampledSoftmaxHasTheGradientOfItsLoss() {
        float[][] vectors = Numbers.random(ITEMS, WIDTH, 1);
        float[][] gradient = new float[ITEMS][];
        loss(vectors, gradient);
        List<float[][]> found = Numbers.copy(List.<float[][]>of(gradient));
        Numbers.assertGradients(List.<float[][]>of(vectors), found, () -> loss(vectors, new float[ITEMS][]), 1e-3);
    }

    private static double loss(float[][] vectors, float[][] gradient) {
        return SampledSoftmax.of(batch(), vectors, WIDTH, 0.5, gradient, 2, Monitor.SILENT);
    }

    @Test
    void sampledSoftmaxIsTheDefinition() {
        // one user is item 0, the target is item 1 at cosine 0.6, the negative item 2 at cosine 0; item 3 is his own
        float[][] vectors = {{2, 0}, {0.6f, 0.8f}, {0, 5}, {1, 0}};
        Batch batch = new Batch(
                new Csr(1, 4, new int[] {0, 1}, new int[] {0}, null),
                new Csr(1, 4, new int[] {0, 1}, new int[] {1}, null),
                new Csr(1, 4, new int[] {0, 3}, new int[] {0, 1, 3}, null),
                new Csr(1, 4, new int[] {0, 2}, new int[] {2, 3}, null));
        double loss = SampledSoftmax.of(batch, vectors, 2, 0.2, new float[4][], 1, Monitor.SILENT);
        assertThat(loss).isCloseTo(-Math.log(Math.exp(3) / (Math.exp(3) + 1)), within(1e-6));
    }

    @Test
    void headEncoderHasTheGradientOfItsOutput() {
        Matrix features = features();
        ProjectionEncoder encoder =
                new ProjectionEncoder(TextProjection.random(4, 6, WIDTH, 3), features, 2, Monitor.SILENT);
        float[][] direction = Numbers.random(ITEMS, WIDTH, 4);
        encoder.forward();
        encoder.backward(direction);
        List<float[][]> found = Numbers.copy(encoder.gradients());
        Numbers.assertGradients(encoder.parameters(), found, () -> Numbers.inner(encoder.forward(), direction), 2e-2);
    }

    @Test
    void trainingHasTheGradientOfItsLossThroughGraphAndHead() {
        ItemPropagation propagation = new ItemPropagation(
                new Bipartite(4, ITEMS, new int[] {0, 0, 1, 1, 1, 2, 2, 3}, new int[] {0, 1, 1, 4, 5, 6, 7, 2}),
                cold(),
                2);
        ProjectionEncoder encoder =
                new ProjectionEncoder(TextProjection.random(4, 6, WIDTH, 3), features(), 2, Monitor.SILENT);
        Interactions none = Interactions.of(1, ITEMS, new int[0], new int[0], null, null);
        VectorOptions options = VectorOptions.defaults()
                .with()
                .temperature(0.5)
                .learningRate(1e-3)
                .negatives(4)
                .batchSize(8)
                .maxEpochs(1)
                .patience(1)
                .maskedShare(0.5)
                .randomSeed(1)
                .concurrency(2)
                .build();
        VectorTraining training = new VectorTraining(none, encoder, propagation, options, Monitor.SILENT);
        BitSet masked = new BitSet();
        masked.set(1);
        masked.set(6);
        Batch batch = batch();
        DoubleSupplier loss = () -> {
            float[][] own = encoder.forward();
            return training.loss(batch, own, propagation.apply(own, WIDTH), masked);
        };
        assertThat(loss.getAsDouble()).isPositive();
        Numbers.assertGradients(encoder.parameters(), Numbers.copy(encoder.gradients()), loss, 5e-3);
    }

    private static BitSet cold() {
        BitSet cold = new BitSet();
        cold.set(3);
        cold.set(8);
        return cold;
    }

    /** Random texts; item 5 has none. */
    private static Matrix features() {
        Matrix features = new Matrix(ITEMS, 4);
        float[][] rows = Numbers.random(ITEMS, 4, 2);
        for (int item = 0; item < ITEMS; item++) {
            System.arraycopy(rows[item], 0, features.values(), features.offset(item), item == 5 ? 0 : 4);
        }
        return features;
    }
}
