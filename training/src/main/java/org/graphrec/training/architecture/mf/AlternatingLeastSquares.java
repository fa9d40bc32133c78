// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.FewObservations;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.SymmetricEigen;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;

/**
 * Minimises sum over observed w_ui (1 - x_u'y_i)^2 + unobserved * sum over all pairs (x_u'y_i)^2 + ridges of the factors, by exact
 * least squares for all users and all items in turn (Hu, Koren and Volinsky 2008; the form of the loss is that of Rendle et al.
 * 2022).
 */
final class AlternatingLeastSquares {

    private static final int ROWS_PER_BLOCK = 32;

    /** A weight whose reciprocal tells nothing any more. */
    private static final float LEAST_WEIGHT = 1e-12f;

    private static final double INITIAL_DEVIATION = 0.1;

    private final Csr byUser;
    private final Csr byItem;
    private final long seed;
    private final int concurrency;
    private final Monitor monitor;

    AlternatingLeastSquares(Interactions interactions, long seed, int concurrency, Monitor monitor) {
        this.byUser = interactions.byUser();
        this.byItem = byUser.transpose();
        this.seed = seed;
        this.concurrency = concurrency;
        this.monitor = monitor;
    }

    /** Fits a model; advances the monitor by one for each row of each sweep. */
    Mf fit(MfSettings parameters) {
        float scale = parameters.weighting().weighted() ? 1 / meanWeight(parameters.weighting()) : 1;
        float[][] items = initial(byItem.rows(), parameters.factors());
        float[][] users = new float[byUser.rows()][parameters.factors()];
        for (int iteration = 0; iteration < parameters.iterations(); iteration++) {
            step(byUser, items, users, parameters, scale);
            step(byItem, users, items, parameters, scale);
        }
        return new Mf(
                matrix(items, parameters.factors()),
                parameters.regularization(),
                cold(),
                parameters.weighting(),
                scale,
                parameters.map());
    }

    /** The rows of work {@link #fit} advances by. */
    long work(MfSettings parameters) {
        return (long) parameters.iterations() * (byUser.rows() + byItem.rows());
    }

    /**
     * Overwrites {@code rows} with the minimisers given {@code columns}. These are turned to the axes of their Gram matrix first, which
     * changes no inner product of the two: what all rows share is then diagonal, and a row with few interactions is solved by these.
     */
    private void step(Csr matrix, float[][] columns, float[][] rows, MfSettings parameters, float scale) {
        int size = parameters.factors();
        float[] squares = turn(columns, size, parameters.regularization().unobserved());
        int few = size / 2;
        float[][] base = diagonal(squares);
        Parallel.forBlocks(rows.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            NormalEquations equations = new NormalEquations(size);
            FewObservations observations = new FewObservations(size, few);
            for (int row = from; row < to; row++) {
                float[] weights = weights(matrix, row, parameters.weighting(), scale);
                float observed = 0;
                float least = Float.MAX_VALUE;
                for (float weight : weights) {
                    observed += weight;
                    least = Math.min(least, weight);
                }
                float ridge = parameters.regularization().ridge(observed, columns.length);
                float[][] own = new float[weights.length][];
                for (int i = 0; i < own.length; i++) {
                    own[i] = columns[matrix.targets()[matrix.offsets()[row] + i]];
                }
                rows[row] = new float[size];
                if (own.length > few || least < LEAST_WEIGHT) {
                    solve(equations, base, ridge, own, weights, rows[row]);
                } else if (own.length > 0) {
                    observations.solve(inverse(squares, ridge), own, weights, own.length, rows[row]);
                }
            }
        });
    }

    private static void solve(
            NormalEquations equations, float[][] base, float ridge, float[][] own, float[] weights, float[] solution) {
        equations.reset(base, ridge);
        for (int i = 0; i < own.length; i++) {
            Vectors.axpy(weights[i], own[i], solution);
            equations.add(own[i], weights[i]);
        }
        equations.factorise();
        equations.solve(solution);
    }

    private static float[] weights(Csr matrix, int row, HistoryWeighting weighting, float scale) {
        float[] weights = new float[matrix.degree(row)];
        for (int i = 0; i < weights.length; i++) {
            float weight = weighting.weighted() ? matrix.weight(matrix.offsets()[row] + i) : 1;
            weights[i] = weighting.weighted() ? (float) (scale * weighting.of(weight)) : 1;
        }
        return weights;
    }

    /** Turns rows to the axes of their Gram matrix; returns its eigenvalues times {@code factor}. */
    private float[] turn(float[][] rows, int size, double factor) {
        SymmetricEigen eigen = SymmetricEigen.of(
                Gemm.gram(rows, size, concurrency, monitor.withoutProgress()), monitor.withoutProgress());
        float[][] axes = new float[size][size];
        float[] squares = new float[size];
        for (int axis = 0; axis < size; axis++) {
            for (int d = 0; d < size; d++) {
                axes[d][axis] = (float) eigen.vectors()[axis][d];
            }
            squares[axis] = (float) (factor * Math.max(0, eigen.values()[axis]));
        }
        float[][] turned = Gemm.multiply(rows, axes, concurrency, monitor.withoutProgress());
        System.arraycopy(turned, 0, rows, 0, rows.length);
        return squares;
    }

    private static float[][] diagonal(float[] squares) {
        float[][] diagonal = new float[squares.length][squares.length];
        for (int d = 0; d < squares.length; d++) {
            diagonal[d][d] = squares[d];
        }
        return diagonal;
    }

    private static float[] inverse(float[] squares, float ridge) {
        float[] inverse = new float[squares.length];
        for (int d = 0; d < inverse.length; d++) {
            inverse[d] = 1 / (squares[d] + ridge);
        }
        return inverse;
    }

    private float[][] initial(int rows, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] factors = new float[rows][size];
        for (float[] factor : factors) {
            for (int i = 0; i < size; i++) {
                factor[i] = (float) (INITIAL_DEVIATION / Math.sqrt(size) * random.nextGaussian());
            }
        }
        return factors;
    }

    private float meanWeight(HistoryWeighting weighting) {
        double sum = 0;
        for (int edge = 0; edge < byUser.edges(); edge++) {
            sum += weighting.of(byUser.weight(edge));
        }
        return byUser.edges() == 0 ? 1 : (float) (sum / byUser.edges());
    }

    /** The items without interactions. */
    BitSet cold() {
        return byItem.emptyRows();
    }

    private static Matrix matrix(float[][] rows, int columns) {
        Matrix matrix = new Matrix(rows.length, columns);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, matrix.values(), matrix.offset(row), columns);
        }
        return matrix;
    }
}
