// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Random;

/**
 * The directions in which vectors vary most: a principal component analysis about zero, so that cosines stay what they are.
 * By orthogonal iteration (Golub and Van Loan, Matrix Computations, 8.2.4).
 */
final class Subspace {

    private static final int ROUNDS = 15;

    private Subspace() {}

    /**
     * An orthonormal basis.
     *
     * @param moment {@code [size, size]}, the sum of the vectors' products with themselves
     * @param wanted how many directions, at most {@code size}
     * @return {@code [size, wanted]}
     */
    static float[] of(float[] moment, int size, int wanted, Computation computation) {
        if (wanted == size) {
            float[] all = new float[size * size];
            for (int i = 0; i < size; i++) {
                all[i * size + i] = 1;
            }
            return all;
        }
        Random random = new Random(17);
        float[] basis = new float[size * wanted];
        for (int i = 0; i < basis.length; i++) {
            basis[i] = (float) random.nextGaussian();
        }
        for (int round = 0; round < ROUNDS; round++) {
            basis = orthonormal(computation.product(moment, size, size, basis, wanted), size, wanted, computation);
        }
        return basis;
    }

    /** Gram and Schmidt's way, in double precision, each direction against those before it, twice. */
    private static float[] orthonormal(float[] basis, int size, int wanted, Computation computation) {
        double[][] found = new double[wanted][size];
        computation.forEach(1, once -> {
            for (int v = 0; v < wanted && !computation.stopped(); v++) {
                double[] mine = found[v];
                for (int i = 0; i < size; i++) {
                    mine[i] = basis[i * wanted + v];
                }
                for (int twice = 0; twice < 2; twice++) {
                    for (int before = 0; before < v; before++) {
                        subtract(found[before], mine);
                    }
                    normalize(mine, v);
                }
            }
        });
        float[] result = new float[basis.length];
        for (int v = 0; v < wanted; v++) {
            for (int i = 0; i < size; i++) {
                result[i * wanted + v] = (float) found[v][i];
            }
        }
        return result;
    }

    private static void subtract(double[] unit, double[] from) {
        double along = 0;
        for (int i = 0; i < unit.length; i++) {
            along += unit[i] * from[i];
        }
        for (int i = 0; i < unit.length; i++) {
            from[i] -= along * unit[i];
        }
    }

    private static void normalize(double[] vector, int number) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        if (squares < 1e-30) {
            // fewer directions than are wanted: any other will do
            vector[number] = 1;
            squares = 1;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }
}
