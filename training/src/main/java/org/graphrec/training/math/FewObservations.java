// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;

/**
 * A weighted ridge regression on fewer observations than unknowns, where the matrix that all rows share is diagonal: x = (D + Y' W Y)^-1
 * Y' w is D^-1 Y' (W^-1 + Y D^-1 Y')^-1 1, a system as large as there are observations (Woodbury). Not for use by several threads.
 */
public final class FewObservations {
    private final NormalEquations[] systems; // by size, made when first wanted
    private final float[][] scaled;
    private final float[][] matrix;

    /** For {@code size} unknowns and at most {@code most} observations. */
    public FewObservations(int size, int most) {
        systems = new NormalEquations[most + 1];
        scaled = new float[most][size];
        matrix = new float[most][most];
    }

    /**
     * Solves for one row.
     *
     * @param inverse 1 / D, above 0
     * @param rows y of each observation
     * @param weights above 0
     * @param count how many observations there are, at least 1
     * @param solution is overwritten
     */
    public void solve(float[] inverse, float[][] rows, float[] weights, int count, float[] solution) {
        for (int i = 0; i < count; i++) {
            multiply(inverse, rows[i], scaled[i]);
            for (int j = 0; j <= i; j++) {
                matrix[j][i] = Vectors.dot(scaled[i], 0, rows[j], 0, inverse.length);
            }
            matrix[i][i] += 1 / weights[i];
        }
        systems[count] = systems[count] == null ? new NormalEquations(count) : systems[count];
        systems[count].reset(matrix, 0);
        systems[count].factorise();
        float[] shares = new float[count];
        Arrays.fill(shares, 1);
        systems[count].solve(shares);
        Arrays.fill(solution, 0);
        for (int i = 0; i < count; i++) {
            Vectors.axpy(shares[i], scaled[i], solution);
        }
    }

    private static void multiply(float[] factors, float[] row, float[] product) {
        for (int d = 0; d < product.length; d++) {
            product[d] = factors[d] * row[d];
        }
    }
}
