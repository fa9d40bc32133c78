// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import org.graphrec.training.math.RandomizedSvd;

/** D_u^-1/2 R D_i^-1/2 of a small graph, dense and in double precision, written independently of the kernels. */
final class Bipartite implements RandomizedSvd.Operator {

    private final double[][] matrix;

    Bipartite(int users, int items, int[] userOf, int[] itemOf) {
        int[] userDegrees = new int[users];
        int[] itemDegrees = new int[items];
        for (int edge = 0; edge < userOf.length; edge++) {
            userDegrees[userOf[edge]]++;
            itemDegrees[itemOf[edge]]++;
        }
        matrix = new double[users][items];
        for (int edge = 0; edge < userOf.length; edge++) {
            matrix[userOf[edge]][itemOf[edge]] =
                    1 / Math.sqrt((double) userDegrees[userOf[edge]] * itemDegrees[itemOf[edge]]);
        }
    }

    double at(int user, int item) {
        return matrix[user][item];
    }

    @Override
    public int rows() {
        return matrix.length;
    }

    @Override
    public int columns() {
        return matrix[0].length;
    }

    @Override
    public float[][] multiply(float[][] x, int width) {
        float[][] product = new float[rows()][width];
        for (int user = 0; user < rows(); user++) {
            for (int d = 0; d < width; d++) {
                double sum = 0;
                for (int item = 0; item < columns(); item++) {
                    sum += matrix[user][item] * x[item][d];
                }
                product[user][d] = (float) sum;
            }
        }
        return product;
    }

    @Override
    public float[][] multiplyTransposed(float[][] x, int width) {
        float[][] product = new float[columns()][width];
        for (int item = 0; item < columns(); item++) {
            for (int d = 0; d < width; d++) {
                double sum = 0;
                for (int user = 0; user < rows(); user++) {
                    sum += matrix[user][item] * x[user][d];
                }
                product[item][d] = (float) sum;
            }
        }
        return product;
    }
}
