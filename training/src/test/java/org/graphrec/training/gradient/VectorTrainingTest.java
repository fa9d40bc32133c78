// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.HistoryWeighting;
import org.junit.jupiter.api.Test;

class VectorTrainingTest {

    private static final int ITEMS = 12;

    /** Even users have even items, odd ones odd items, in ascending order of time. */
    private static Interactions board(boolean timed) {
        int[] users = new int[60];
        int[] items = new int[60];
        double[] times = new double[60];
        for (int i = 0; i < 60; i++) {
            users[i] = i / 6;
            items[i] = i % 6 * 2 + users[i] % 2;
            times[i] = i;
        }
        return Interactions.of(10, ITEMS, users, items, null, timed ? times : null);
    }

    private static VectorTraining training(float[][] vectors, int epochs, int patience) {
        VectorOptions options = VectorOptions.defaults()
                .with()
                .learningRate(0.05)
                .negatives(8)
                .batchSize(4)
                .maxEpochs(epochs)
                .patience(patience)
                .randomSeed(7)
                .concurrency(2)
                .build();
        Bipartite graph = new Bipartite(1, ITEMS, new int[0], new int[0]);
        ItemPropagation propagation = new ItemPropagation(graph, new BitSet(), 0);
        return new VectorTraining(board(false), new FreeVectors(vectors, 4), propagation, options, Monitor.SILENT);
    }

    @Test
    void lowersTheLoss() {
        VectorTraining training = training(Numbers.random(ITEMS, 4, 1), 30, 1);
        assertThat(training.run(null)).isEqualTo(30);
        List<EpochReport> epochs = training.epochs();
        assertThat(epochs).hasSize(30);
        assertThat(epochs.get(29).loss()).isLessThan(0.3 * epochs.get(0).loss());
    }

    @Test
    void keepsTheBestEpochAndStopsWhenPatienceEnds() {
        double[] measures = {0.1, 0.2, 0.5, 0.3, 0.4, 0.49, 0.9};
        float[][] vectors = Numbers.random(ITEMS, 4, 1);
        AtomicInteger epoch = new AtomicInteger();
        float[][][] seen = new float[measures.length][][];
        VectorTraining training = training(vectors, 30, 3);
        int best = training.run(rows -> {
            seen[epoch.get()] = Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
            return measures[epoch.getAndIncrement()];
        });
        assertThat(best).isEqualTo(2);
        assertThat(training.epochs()).hasSize(5);
        assertThat(training.vectors()).isDeepEqualTo(seen[2]);
        assertThat(vectors).isDeepEqualTo(seen[2]);
    }

    @Test
    void saysWhenItDiverges() {
        float[][] vectors = Numbers.random(ITEMS, 4, 1);
        vectors[3][1] = Float.NaN;
        assertThatThrownBy(() -> training(vectors, 5, 1).run(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The training diverged in epoch 1: the loss was NaN.");
    }

    @Test
    void examplesTellTargetsFromInputs() {
        for (boolean timed : new boolean[] {false, true}) {
            ExampleSampler sampler = new ExampleSampler(board(timed), new HistoryWeighting(1, false), 5);
            assertThat(sampler.users()).hasSize(10);
            Batch batch = sampler.sample(sampler.users(), new SplittableRandom(3));
            assertThat(batch.negatives().rows()).isEqualTo(1);
            for (int example = 0; example < 10; example++) {
                List<Integer> inputs = row(batch.inputs(), example);
                List<Integer> targets = row(batch.targets(), example);
                assertThat(inputs).isNotEmpty().doesNotContainAnyElementsOf(targets);
                assertThat(targets).isNotEmpty();
                assertThat(row(batch.excluded(), example))
                        .containsAll(inputs)
                        .containsAll(targets)
                        .hasSize(6);
                double weight = 0;
                for (int edge = batch.targets().offsets()[example];
                        edge < batch.targets().offsets()[example + 1];
                        edge++) {
                    weight += batch.targets().weight(edge);
                }
                assertThat(weight).isBetween(0.999, 1.001);
                if (timed) {
                    assertThat(inputs.get(inputs.size() - 1)).isLessThan(targets.get(0));
                    assertThat(batch.inputs().weight(batch.inputs().offsets()[example + 1] - 1))
                            .isEqualTo(1);
                }
            }
        }
    }

    private static List<Integer> row(Csr matrix, int row) {
        return Arrays.stream(matrix.targets(), matrix.offsets()[row], matrix.offsets()[row + 1])
                .boxed()
                .toList();
    }
}
