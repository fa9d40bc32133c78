// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.fixtures.LiveHeap;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.propagate.Normalization;
import org.graphrec.training.propagate.Propagation;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

/**
 * What fits and propagations hold at once, of sizes and architectures in turn, against what was estimated before; {@code
 * -Drec.memory.configurations=60} for all of them.
 */
class PeakMemorySweepTest {
    private static final int CONFIGURATIONS = Integer.getInteger("rec.memory.configurations", 2);

    /** Live bytes that are not the work's: classes, the test's own lists. */
    private static final long NOISE = 1 << 20;

    private static final int LOOKS = 50;

    /** Users, items, interactions, dimension of the features, rank. */
    private static final int[][] SHAPES = {
        {3_000, 2_000, 60_000, 32, 64},
        {8_000, 500, 80_000, 0, 32},
        {500, 8_000, 80_000, 64, 32},
        {2_000, 2_000, 200_000, 16, 128},
        {5_000, 5_000, 40_000, 128, 16},
        {1_000, 3_000, 30_000, 384, 64}
    };

    @Test
    void staysBelowTheEstimateInEveryConfiguration() {
        List<String> over = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        Map<String, Double> mostOfEach = new TreeMap<>();
        List<Architecture> architectures = trainedHere();
        int stride = Math.max(1, SHAPES.length * (architectures.size() + 1) / CONFIGURATIONS);
        for (int c = 0; c < SHAPES.length * (architectures.size() + 1) && shares.size() < CONFIGURATIONS; c += stride) {
            int[] shape = SHAPES[c % SHAPES.length];
            int a = c / SHAPES.length;
            String name = a < architectures.size() ? architectures.get(a).cypherName() : "propagation";
            double share = a < architectures.size() ? fit(architectures.get(a), shape) : propagation(shape);
            shares.add(share);
            mostOfEach.merge(name, share, Math::max);
            if (share > 1) {
                over.add(
                        String.format(Locale.ROOT, "%s %s: %.2f of the estimate", name, Arrays.toString(shape), share));
            }
        }
        shares.sort(null);
        System.out.printf(
                Locale.ROOT,
                "peak as a share of the estimate: %d configurations, median %.2f, most %.2f: %s%n",
                shares.size(),
                shares.get(shares.size() / 2),
                shares.get(shares.size() - 1),
                mostOfEach);
        assertThat(over).isEmpty();
        // an estimate of a hundred times as much would refuse what fits
        assertThat(shares.get(shares.size() - 1)).isGreaterThan(0.02);
    }

    /** What needs no other jar to be trained. */
    private static List<Architecture> trainedHere() {
        return Architectures.all().stream()
                .filter(architecture -> !architecture.needsJar())
                // a blend is of what others trained, and these graphs have no context
                .filter(architecture -> !List.of("blend", "context").contains(architecture.cypherName()))
                .toList();
    }

    private static double fit(Architecture architecture, int[] shape) {
        boolean text = shape[3] > 0 || architecture.readsTexts();
        int dimension = text ? Math.max(8, shape[3]) : 0;
        Interactions interactions = RandomInteractions.of(shape[0], shape[1], shape[2], 5);
        Matrix features = text ? RandomInteractions.features(shape[1], dimension, 6) : null;
        TrainingOptions options = new TrainingOptions(0.1, 50, shape[4], 1, 2).withTimeBudgetSeconds(3);
        long bound = Trainer.peakBytes(architecture, shape[0], shape[1], interactions.size(), dimension, options);
        long most =
                LiveHeap.most(LOOKS, monitor -> Trainer.fit(architecture, interactions, features, options, monitor));
        return most / (double) (bound + NOISE);
    }

    private static double propagation(int[] shape) {
        int nodes = shape[0] + shape[1];
        int edges = 2 * shape[2];
        int dimension = Math.max(8, shape[3]);
        Matrix features = RandomInteractions.features(nodes, dimension, 1);
        long most = LiveHeap.most(LOOKS, monitor -> {
            int[] sources = new int[edges];
            int[] targets = new int[edges];
            float[] weights = new float[edges];
            for (int e = 0; e < edges; e += 2) {
                sources[e] = e % shape[0];
                targets[e] = shape[0] + (int) ((31L * e) % shape[1]);
                sources[e + 1] = targets[e];
                targets[e + 1] = sources[e];
                weights[e] = 1;
                weights[e + 1] = 1;
            }
            Csr adjacency = Csr.fromEdges(nodes, nodes, sources, targets, weights);
            Matrix mixed = Propagation.propagate(
                    adjacency,
                    features,
                    new Propagation.Options(2, new double[] {1, 1, 1}, Normalization.SYMMETRIC, true, 2),
                    monitor);
            monitor.phase("mixed", 0);
            assertThat(mixed.rows() + sources.length + targets.length + weights.length)
                    .isPositive();
        });
        return most / (double) (Propagation.peakBytes(nodes, edges, dimension, true) + NOISE);
    }
}
