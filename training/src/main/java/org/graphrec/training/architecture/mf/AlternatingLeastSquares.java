package org.graphrec.training.architecture.mf;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;

/**
 * Minimises sum over observed w_ui (1 - x_u'y_i)^2 + unobserved * sum over all pairs (x_u'y_i)^2 + ridges of the factors, by exact
 * least squares for all users and all items in turn (Hu, Koren and Volinsky 2008; the form of the loss is that of Rendle et al.
 * 2022).
 */
final class AlternatingLeastSquares {

    private static final int ROWS_PER_BLOCK = 8;

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

    /** Overwrites {@code rows} with the minimisers given {@code columns}. */
    private void step(Csr matrix, float[][] columns, float[][] rows, MfSettings parameters, float scale) {
        Mf.Regularization regularization = parameters.regularization();
        int size = parameters.factors();
        HistoryWeighting weighting = parameters.weighting();
        boolean weighted = weighting.weighted();
        float[][] base = NormalEquations.scaled(
                Gemm.gram(columns, size, concurrency, monitor.withoutProgress()), regularization.unobserved());
        Parallel.forBlocks(rows.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            NormalEquations equations = new NormalEquations(size);
            for (int row = from; row < to; row++) {
                float[] solution = new float[size];
                float observed = 0;
                for (int edge = matrix.offsets()[row]; edge < matrix.offsets()[row + 1]; edge++) {
                    float weight = weighted ? (float) (scale * weighting.of(matrix.weight(edge))) : 1;
                    observed += weight;
                    Vectors.axpy(weight, columns[matrix.targets()[edge]], solution);
                }
                equations.reset(base, regularization.ridge(observed, columns.length));
                for (int edge = matrix.offsets()[row]; edge < matrix.offsets()[row + 1]; edge++) {
                    float weight = weighted ? (float) (scale * weighting.of(matrix.weight(edge))) : 1;
                    equations.add(columns[matrix.targets()[edge]], weight);
                }
                equations.factorise();
                equations.solve(solution);
                rows[row] = solution;
            }
        });
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
