// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.propagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

class PropagationTest {

    private static final double[] SECOND_LAYER = {0, 0, 1};

    @Test
    void isItsOwnAdjointWhenSymmetric() {
        Csr graph = randomUndirected(40, 120, 1);
        Matrix x = random(40, 3, 2);
        Matrix y = random(40, 3, 3);
        double left = inner(propagate(graph, x, SECOND_LAYER, Normalization.SYMMETRIC), y);
        double right = inner(x, propagate(graph, y, SECOND_LAYER, Normalization.SYMMETRIC));
        assertThat(left).isCloseTo(right, within(1e-5));
        assertThat(Math.abs(left)).isGreaterThan(1e-2);
    }

    @Test
    void leavesConstantsAloneWhenRowNormalised() {
        Csr graph = randomUndirected(40, 120, 1);
        Matrix ones = new Matrix(40, 2);
        Arrays.fill(ones.values(), 1);
        Matrix result = propagate(graph, ones, new double[] {0.25, 0.25, 0.5}, Normalization.ROW);
        for (float value : result.values()) {
            assertThat(value).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void commutesWithRenumberingTheNodes() {
        int[] sources = {0, 1, 1, 2, 3, 0};
        int[] targets = {1, 0, 2, 1, 0, 3};
        int[] renumbered = {2, 0, 3, 1};
        Matrix x = random(4, 2, 5);
        Matrix moved = new Matrix(4, 2);
        for (int node = 0; node < 4; node++) {
            System.arraycopy(x.values(), x.offset(node), moved.values(), moved.offset(renumbered[node]), 2);
        }
        Csr graph = Csr.fromEdges(4, 4, sources, targets, null);
        Csr movedGraph = Csr.fromEdges(4, 4, map(sources, renumbered), map(targets, renumbered), null);
        Matrix result = propagate(graph, x, SECOND_LAYER, Normalization.SYMMETRIC);
        Matrix movedResult = propagate(movedGraph, moved, SECOND_LAYER, Normalization.SYMMETRIC);
        for (int node = 0; node < 4; node++) {
            assertThat(movedResult.at(renumbered[node], 1)).isCloseTo(result.at(node, 1), within(1e-6f));
        }
    }

    @Test
    void computesOneHopByHand() {
        // 0 - 1 - 2 with degrees 1, 2, 1
        Csr path = Csr.fromEdges(3, 3, new int[] {0, 1, 1, 2}, new int[] {1, 0, 2, 1}, null);
        Matrix x = new Matrix(3, 1, new float[] {1, 10, 100});
        double[] weights = {1, 0.5};
        Matrix symmetric = propagate(path, x, weights, Normalization.SYMMETRIC);
        assertThat(symmetric.at(0, 0)).isCloseTo((float) (1 + 0.5 * 10 / Math.sqrt(2)), within(1e-5f));
        assertThat(symmetric.at(1, 0)).isCloseTo((float) (10 + 0.5 * 101 / Math.sqrt(2)), within(1e-5f));
        assertThat(propagate(path, x, weights, Normalization.ROW).at(1, 0))
                .isCloseTo(10 + 0.5f * 101 / 2, within(1e-5f));
    }

    @Test
    void keepsTheContentOfAnIsolatedNode() {
        Csr graph = Csr.fromEdges(3, 3, new int[] {0, 1}, new int[] {1, 0}, null);
        Matrix x = new Matrix(3, 2, new float[] {1, 0, 0, 1, 3, 4});
        Matrix result = propagate(graph, x, SECOND_LAYER, Normalization.SYMMETRIC);
        assertThat(result.at(2, 0)).isEqualTo(3);
        Propagation.Options unit = new Propagation.Options(2, SECOND_LAYER, Normalization.SYMMETRIC, true, 1);
        assertThat(Propagation.propagate(graph, x, unit, Monitor.SILENT).at(2, 1))
                .isEqualTo(0.8f);
    }

    @Test
    void isTheSameForAnyConcurrency() {
        Csr graph = randomUndirected(3000, 9000, 4);
        Matrix x = random(3000, 5, 6);
        float[] one = concurrent(graph, x, 1);
        assertThat(concurrent(graph, x, 2)).isEqualTo(one);
        assertThat(concurrent(graph, x, 4)).isEqualTo(one);
    }

    @Test
    void acceptsAnEmptyGraph() {
        Csr graph = Csr.fromEdges(0, 0, new int[0], new int[0], null);
        assertThat(propagate(graph, new Matrix(0, 3), SECOND_LAYER, Normalization.ROW)
                        .rows())
                .isZero();
    }

    @Test
    void refusesNaN() {
        Csr graph = Csr.fromEdges(1, 1, new int[0], new int[0], null);
        Matrix x = new Matrix(1, 1, new float[] {Float.NaN});
        assertThatThrownBy(() -> propagate(graph, x, SECOND_LAYER, Normalization.ROW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Every value of `features` must be finite but value 0 was `NaN`.");
    }

    @Test
    void refusesLayersOutOfRange() {
        assertThatThrownBy(() -> new Propagation.Options(0, new double[] {1}, Normalization.ROW, false, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of `layers` must be between 1 and 10 but was `0`.");
    }

    @Test
    void stopsWhenTheMonitorDoes() {
        Csr graph = randomUndirected(40, 120, 1);
        Monitor stopped = Monitor.whileTrue(() -> false);
        Propagation.Options options = new Propagation.Options(1, new double[] {0, 1}, Normalization.ROW, false, 2);
        assertThatThrownBy(() -> Propagation.propagate(graph, random(40, 2, 1), options, stopped))
                .isInstanceOf(CancellationException.class);
    }

    private static float[] concurrent(Csr graph, Matrix x, int concurrency) {
        Propagation.Options options =
                new Propagation.Options(2, SECOND_LAYER, Normalization.SYMMETRIC, true, concurrency);
        return Propagation.propagate(graph, x, options, Monitor.SILENT).values();
    }

    private static Matrix propagate(Csr graph, Matrix x, double[] weights, Normalization normalization) {
        Propagation.Options options = new Propagation.Options(weights.length - 1, weights, normalization, false, 2);
        return Propagation.propagate(graph, x, options, Monitor.SILENT);
    }

    private static Csr randomUndirected(int nodes, int pairs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sources = new int[2 * pairs];
        int[] targets = new int[2 * pairs];
        float[] weights = new float[2 * pairs];
        for (int i = 0; i < 2 * pairs; i += 2) {
            sources[i] = targets[i + 1] = random.nextInt(nodes);
            targets[i] = sources[i + 1] = random.nextInt(nodes);
            weights[i] = weights[i + 1] = random.nextInt(1, 5);
        }
        return Csr.fromEdges(nodes, nodes, sources, targets, weights);
    }

    private static Matrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextDouble(-1, 1);
        }
        return matrix;
    }

    private static double inner(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            sum += (double) a.values()[i] * b.values()[i];
        }
        return sum;
    }

    private static int[] map(int[] values, int[] to) {
        return Arrays.stream(values).map(value -> to[value]).toArray();
    }
}
