// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;

/**
 * The weights of pairs with given parameters, as {@link SimilarityTerms} defines them, made row by row and held by nobody: to make
 * them again takes less than to keep them.
 */
final class EdgeWeights {
    private static final int ITEMS_PER_BLOCK = 64;

    private final SimilarityTerms parts;
    private final ItemGraphSettings settings;
    private final int concurrency;
    private final Monitor monitor;
    private final float[][] common;
    private final double[] source;
    private final double[] target;
    private final double[] up;
    private final double[] down;
    private final int level; // of the ranks prepared; below 0 none
    private final double factor; // of the spectral term; 0: there is none

    EdgeWeights(SimilarityTerms parts, ItemGraphSettings settings, int concurrency, Monitor monitor) {
        this.parts = parts;
        this.settings = settings;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        Exponents exponents = settings.exponents();
        this.common = parts.common(exponents.user(), exponents.strength());
        this.source = powers(-exponents.source());
        this.target = powers(-exponents.target());
        boolean filters = parts.ranks.length > 0 && (settings.spectralWeight() > 0 || settings.damping() > 0);
        this.up = filters ? powers(exponents.spectral()) : new double[0];
        this.down = filters ? powers(-exponents.spectral()) : new double[0];
        this.level = (int) Arrays.stream(parts.ranks)
                        .filter(rank -> rank <= settings.rank())
                        .count()
                - 1;
        this.factor = filters ? typicalStrongest() / typicalSpectral() : 0;
    }

    private double[] powers(double exponent) {
        double[] powers = new double[parts.degrees.length];
        Arrays.setAll(powers, item -> Math.pow(Math.max(1, parts.degrees[item]), exponent));
        return powers;
    }

    /** The mean over warm items of the strongest edge of the linear term; 1 when there is no edge. */
    private double typicalStrongest() {
        float[] strongest = new float[common.length];
        each((item, row, size) -> {
            linear(item, row, size);
            strongest[item] = strongest(row, size);
        });
        return typical(strongest);
    }

    /** The same of R~' R~ times the factors of its ends. */
    private double typicalSpectral() {
        double[] strongest = parts.strongest(settings.exponents().spectral());
        double sum = 0;
        int count = 0;
        for (int item = 0; item < strongest.length; item++) {
            if (strongest[item] > 0) {
                sum += strongest[item] * down[item];
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    /** The mean of those above 0; 1 when there is none. */
    static double typical(float[] strongest) {
        double sum = 0;
        int count = 0;
        for (float one : strongest) {
            if (one > 0) {
                sum += one;
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    /** The largest of the first weights, 0 where none is above it. */
    static float strongest(float[] row, int size) {
        float strongest = 0;
        for (int i = 0; i < size; i++) {
            strongest = Math.max(strongest, row[i]);
        }
        return strongest;
    }

    /** Something to do with the weights of an item, which stand in the first {@code size} places of an array that is used again. */
    @FunctionalInterface
    interface Row {
        void of(int item, float[] weights, int size);
    }

    /** Does something with the weights of every item, on several threads: the linear and the spectral term of each pair. */
    void forEach(Row action) {
        each((item, row, size) -> {
            linear(item, row, size);
            if (factor != 0) {
                addSpectral(item, row, size);
            }
            action.of(item, row, size);
        });
    }

    private void each(Row action) {
        Parallel.forBlocks(common.length, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] row = new float[parts.longest()];
            for (int item = from; item < to; item++) {
                action.of(item, row, parts.targets[item].length);
            }
        });
    }

    /** What common users say times the factors of both ends; 0 at items without interactions. */
    private void linear(int item, float[] row, int size) {
        int[] targets = parts.targets[item];
        float[] values = common[item];
        double scale = source[item];
        if (parts.degrees[item] == 0) {
            Arrays.fill(row, 0, size, 0);
            return;
        }
        for (int i = 0; i < size; i++) {
            row[i] = (float) (values[i] * scale * target[targets[i]]);
        }
    }

    private void addSpectral(int item, float[] row, int size) {
        int[] targets = parts.targets[item];
        double damping = settings.damping();
        for (int i = 0; i < size && parts.degrees[item] > 0; i++) {
            double filtered = level < 0 ? 0 : settings.spectralWeight() * parts.flat[item][level][i];
            if (damping > 0) {
                filtered += damping * parts.damped[item][i];
            }
            row[i] += (float) (factor * filtered * up[targets[i]] * down[item]);
        }
    }
}
