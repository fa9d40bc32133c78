// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.junit.jupiter.api.Test;

class PrivatePropagationTest {
    private static final int NODES = 60;
    private static final int DIMENSION = 7;
    private static final byte[] KEY = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

    @Test
    void movesByNoMoreThanTheSensitivityWhenAnEdgeGoes() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] unit = rows(Vectors.unitRows(features(random)));
        int[] sources = random.ints(200, 0, NODES).toArray();
        int[] targets = random.ints(200, 0, NODES).toArray();
        float[][] all = sums(sources, targets, unit);
        for (int removed = 0; removed < 200; removed++) {
            int[] fewerSources = without(sources, removed);
            int[] fewerTargets = without(targets, removed);
            float[][] fewer = sums(fewerSources, fewerTargets, unit);
            double squares = 0;
            for (int v = 0; v < NODES; v++) {
                for (int d = 0; d < DIMENSION; d++) {
                    squares += Math.pow(all[v][d] - fewer[v][d], 2);
                }
            }
            // a loop does not count at all
            double expected = sources[removed] == targets[removed] ? 0 : PrivatePropagation.SENSITIVITY;
            assertThat(Math.sqrt(squares)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void addsNormalNoiseOfTheStatedDeviationToEveryComponent() {
        int rows = 2000;
        int columns = 101;
        SecureNoise noise = new SecureNoise(KEY);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double beyond = 0;
        double neighbours = 0;
        for (int row = 0; row < rows; row++) {
            float[] values = new float[columns];
            noise.add(2.5, 1, row, values);
            for (int c = 0; c < columns; c++) {
                double x = values[c] / 2.5;
                sum += x;
                squares += x * x;
                fourth += x * x * x * x;
                beyond += Math.abs(x) > 1.959964 ? 1 : 0;
                neighbours += c == 0 ? 0 : x * values[c - 1] / 2.5;
            }
        }
        double n = (double) rows * columns;
        // each within five standard errors
        assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2 / n)));
        assertThat(fourth / n).isCloseTo(3, within(5 * Math.sqrt(96 / n)));
        assertThat(beyond / n).isCloseTo(0.05, within(5 * Math.sqrt(0.05 * 0.95 / n)));
        assertThat(neighbours / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    }

    @Test
    void hasNoiseOfItsOwnForEveryRowLayerAndKey() {
        float[] first = drawn(new SecureNoise(KEY), 1, 0);
        assertThat(drawn(new SecureNoise(KEY), 1, 0)).isEqualTo(first);
        assertThat(drawn(new SecureNoise(KEY), 1, 1)).isNotEqualTo(first);
        assertThat(drawn(new SecureNoise(KEY), 2, 0)).isNotEqualTo(first);
        assertThat(drawn(SecureNoise.fresh(), 1, 0)).isNotEqualTo(drawn(SecureNoise.fresh(), 1, 0));
    }

    @Test
    void doesNotTellWhoHasNoEdges() {
        Matrix features = features(new SplittableRandom(3));
        Matrix vectors = propagate(edges(new int[] {0}, new int[] {1}), features, 1);
        Matrix own = Vectors.unitRows(features);
        for (int v = 0; v < NODES; v++) {
            assertThat(row(vectors, v)).as("node %d", v).isNotEqualTo(row(own, v));
        }
    }

    @Test
    void isTheSameAtAnyConcurrencyUnderOneKey() {
        SplittableRandom random = new SplittableRandom(3);
        Matrix features = features(random);
        Csr graph = edges(
                random.ints(200, 0, NODES).toArray(), random.ints(200, 0, NODES).toArray());
        assertThat(propagate(graph, features, 4).values())
                .isEqualTo(propagate(graph, features, 1).values());
    }

    @Test
    void tendsToTheSumWithoutNoiseAsTheBudgetGrows() {
        SplittableRandom random = new SplittableRandom(3);
        Matrix features = features(random);
        Csr graph = edges(
                random.ints(300, 0, NODES).toArray(), random.ints(300, 0, NODES).toArray());
        Matrix exact = PrivatePropagation.propagate(
                graph, features, new double[] {1, 1}, 0, new SecureNoise(KEY), 2, Monitor.SILENT);
        double far = distance(exact, graph, features, new Budget(1, 1e-5));
        double near = distance(exact, graph, features, new Budget(100, 1e-5));
        assertThat(near).isLessThan(far / 3);
    }

    private static double distance(Matrix exact, Csr graph, Matrix features, Budget budget) {
        double sigma = PrivatePropagation.sigma(budget, 1);
        Matrix noisy = PrivatePropagation.propagate(
                graph, features, new double[] {1, 1}, sigma, new SecureNoise(KEY), 2, Monitor.SILENT);
        double squares = 0;
        for (int i = 0; i < noisy.values().length; i++) {
            squares += Math.pow(noisy.values()[i] - exact.values()[i], 2);
        }
        return Math.sqrt(squares);
    }

    private static Matrix propagate(Csr graph, Matrix features, int concurrency) {
        return PrivatePropagation.propagate(
                graph, features, new double[] {1, 1, 1}, 1.5, new SecureNoise(KEY), concurrency, Monitor.SILENT);
    }

    private static float[] drawn(SecureNoise noise, int layer, int row) {
        float[] values = new float[5];
        noise.add(1, layer, row, values);
        return values;
    }

    private static float[][] sums(int[] sources, int[] targets, float[][] vectors) {
        return PrivatePropagation.sums(edges(sources, targets), vectors, DIMENSION, 1, Monitor.SILENT);
    }

    /** Each edge in both directions. */
    private static Csr edges(int[] sources, int[] targets) {
        int[] from = Arrays.copyOf(sources, 2 * sources.length);
        int[] to = Arrays.copyOf(targets, 2 * targets.length);
        System.arraycopy(targets, 0, from, sources.length, targets.length);
        System.arraycopy(sources, 0, to, targets.length, sources.length);
        return Csr.fromEdges(NODES, NODES, from, to, null);
    }

    private static int[] without(int[] values, int position) {
        int[] fewer = new int[values.length - 1];
        System.arraycopy(values, 0, fewer, 0, position);
        System.arraycopy(values, position + 1, fewer, position, fewer.length - position);
        return fewer;
    }

    private static Matrix features(SplittableRandom random) {
        Matrix features = new Matrix(NODES, DIMENSION);
        for (int i = 0; i < features.values().length; i++) {
            features.values()[i] = (float) random.nextGaussian();
        }
        return features;
    }

    private static float[][] rows(Matrix matrix) {
        float[][] rows = new float[matrix.rows()][];
        Arrays.setAll(rows, v -> row(matrix, v));
        return rows;
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.values(), matrix.offset(row), matrix.offset(row) + matrix.columns());
    }
}
