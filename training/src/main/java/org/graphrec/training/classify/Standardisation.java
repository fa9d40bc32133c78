// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

/** Features less their mean, in units of their distance from it: so that a penalty means the same for any features. */
final class Standardisation {

    private final float[] mean;
    private final float scale;

    private Standardisation(float[] mean, float scale) {
        this.mean = mean;
        this.scale = scale;
    }

    /** Of each column. */
    float[] mean() {
        return mean;
    }

    /** 1 / root of the mean squared length of what is left. */
    float scale() {
        return scale;
    }

    /** Of some rows. */
    static Standardisation of(float[][] rows, int[] nodes) {
        int dimension = rows.length == 0 ? 0 : rows[0].length;
        double[] sums = new double[dimension];
        for (int node : nodes) {
            for (int d = 0; d < dimension; d++) {
                sums[d] += rows[node][d];
            }
        }
        float[] mean = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            mean[d] = (float) (sums[d] / Math.max(1, nodes.length));
        }
        double squares = 0;
        for (int node : nodes) {
            for (int d = 0; d < dimension; d++) {
                double rest = rows[node][d] - mean[d];
                squares += rest * rest;
            }
        }
        return new Standardisation(mean, squares > 0 ? (float) Math.sqrt(nodes.length / squares) : 1);
    }

    /** A row, standardised. */
    float[] apply(float[] row) {
        float[] standardised = new float[row.length];
        for (int d = 0; d < row.length; d++) {
            standardised[d] = scale * (row[d] - mean[d]);
        }
        return standardised;
    }

    /** Some rows, standardised. */
    float[][] apply(float[][] rows, int[] nodes) {
        float[][] standardised = new float[nodes.length][];
        for (int i = 0; i < nodes.length; i++) {
            standardised[i] = apply(rows[nodes[i]]);
        }
        return standardised;
    }
}
