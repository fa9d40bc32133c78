// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Collaborative filtering by neighbours. A rating is the baseline estimate plus the mean of what the k most similar users who
 * rated the item gave above theirs, weighted by similarity (user-based); or of what the user gave above it to the k most similar
 * items (item-based). The similarity is Pearson's about the baseline estimates, over what both have rated, times
 * n / (n + shrinkage) where n is how much that is (Koren 2010, "Factor in the neighbors", equations 2 and 3); only positive ones
 * count.
 *
 * <p>Nothing but the ratings is stored: similarities are computed row by row as predictions need them.
 */
public final class NeighbourRatings implements RatingBaseline {

    private static final int[] SIZES = {20, 40, 80};

    private static final double[] SHRINKAGES = {25, 100};

    private final Biases biases;
    private final boolean userBased;
    private final Csr byRow; // residuals, [rows, columns]: a row is a user when user-based, else an item
    private final Csr byColumn;
    private final int size;
    private final double shrinkage;

    private NeighbourRatings(Ratings ratings, Biases biases, boolean userBased, int size, double shrinkage) {
        this.biases = biases;
        this.userBased = userBased;
        Csr residuals = ratings.residuals(biases);
        Csr transposed = residuals.transpose();
        this.byRow = userBased ? residuals : transposed;
        this.byColumn = userBased ? transposed : residuals;
        this.size = size;
        this.shrinkage = shrinkage;
    }

    /** Fits a user-based predictor, with the number of neighbours and the shrinkage that are best on a holdout. */
    public static BaselineFit fitUsers(Interactions ratings, TrainingOptions options, Monitor monitor) {
        return fit(ratings, true, options, monitor);
    }

    /** Fits an item-based predictor likewise. */
    public static BaselineFit fitItems(Interactions ratings, TrainingOptions options, Monitor monitor) {
        return fit(ratings, false, options, monitor);
    }

    private static BaselineFit fit(Interactions ratings, boolean userBased, TrainingOptions options, Monitor monitor) {
        Holdout holdout = Holdout.of(ratings, options.validationFraction(), options.randomSeed());
        Biases partial = Biases.tuned(holdout.training(), options, monitor);
        Ratings held = new Ratings(holdout.held());
        NeighbourRatings best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double shrinkage : SHRINKAGES) {
            NeighbourRatings most = new NeighbourRatings(
                    new Ratings(holdout.training()), partial, userBased, SIZES[SIZES.length - 1], shrinkage);
            double[][] predicted = most.predict(holdout.held(), SIZES, options.concurrency(), monitor);
            for (int i = 0; i < SIZES.length; i++) {
                double rmse = held.rmse(predicted[i]);
                if (best == null || rmse < least) {
                    least = rmse;
                    best = most.withSize(SIZES[i]);
                }
            }
        }
        return new BaselineFit(
                of(ratings, Biases.tuned(ratings, options, monitor), userBased, best.size, best.shrinkage));
    }

    /** With these parameters. */
    static NeighbourRatings of(Interactions ratings, Biases biases, boolean userBased, int size, double shrinkage) {
        return new NeighbourRatings(new Ratings(ratings), biases, userBased, size, shrinkage);
    }

    private NeighbourRatings(NeighbourRatings other, int size) {
        this.biases = other.biases;
        this.userBased = other.userBased;
        this.byRow = other.byRow;
        this.byColumn = other.byColumn;
        this.size = size;
        this.shrinkage = other.shrinkage;
    }

    private NeighbourRatings withSize(int size) {
        return new NeighbourRatings(this, size);
    }

    @Override
    public double[] predict(Interactions wanted, int concurrency, Monitor monitor) {
        return predict(wanted, new int[] {size}, concurrency, monitor)[0];
    }

    /** The predictions for several numbers of neighbours, ascending. */
    private double[][] predict(Interactions wanted, int[] sizes, int concurrency, Monitor monitor) {
        Ratings pairs = new Ratings(wanted);
        double[][] predicted = new double[sizes.length][pairs.size()];
        Csr edges = edgesByRow(pairs);
        Parallel.forBlocks(byRow.rows(), 1, concurrency, monitor.withoutProgress(), (from, to) -> {
            for (int row = from; row < to; row++) {
                if (edges.degree(row) > 0) {
                    Likeness likeness = new Likeness(row);
                    for (int i = edges.offsets()[row]; i < edges.offsets()[row + 1]; i++) {
                        int edge = edges.targets()[i];
                        int column = userBased ? pairs.item(edge) : pairs.user(edge);
                        double baseline = biases.rating(pairs.user(edge), pairs.item(edge));
                        double[] above = likeness.above(column, sizes);
                        for (int s = 0; s < sizes.length; s++) {
                            predicted[s][edge] = baseline + above[s];
                        }
                    }
                }
            }
        });
        return predicted;
    }

    /** Which pairs are wanted of each row. */
    private Csr edgesByRow(Ratings pairs) {
        int[] rows = new int[pairs.size()];
        for (int edge = 0; edge < rows.length; edge++) {
            rows[edge] = userBased ? pairs.user(edge) : pairs.item(edge);
        }
        int[] edges = new int[rows.length];
        Arrays.setAll(edges, edge -> edge);
        return Csr.fromEdges(byRow.rows(), Math.max(1, rows.length), rows, edges, null);
    }

    /** How alike all other rows are to one. */
    private final class Likeness {
        private final float[] similarities = new float[byRow.rows()];

        Likeness(int row) {
            int rows = byRow.rows();
            float[] products = new float[rows];
            float[] own = new float[rows];
            float[] theirs = new float[rows];
            int[] common = new int[rows];
            for (int edge = byRow.offsets()[row]; edge < byRow.offsets()[row + 1]; edge++) {
                float a = byRow.weight(edge);
                int column = byRow.targets()[edge];
                for (int back = byColumn.offsets()[column]; back < byColumn.offsets()[column + 1]; back++) {
                    int other = byColumn.targets()[back];
                    float b = byColumn.weight(back);
                    products[other] += a * b;
                    own[other] += a * a;
                    theirs[other] += b * b;
                    common[other]++;
                }
            }
            for (int other = 0; other < rows; other++) {
                if (other != row && products[other] > 0) {
                    double pearson = products[other] / Math.sqrt((double) own[other] * theirs[other]);
                    similarities[other] = (float) (pearson * common[other] / (common[other] + shrinkage));
                }
            }
        }

        /** The weighted mean of what the most similar rows gave this column above their baseline, for each size; 0 without any. */
        double[] above(int column, int[] sizes) {
            TopK nearest = new TopK(sizes[sizes.length - 1]);
            for (int edge = byColumn.offsets()[column]; edge < byColumn.offsets()[column + 1]; edge++) {
                float similarity = similarities[byColumn.targets()[edge]];
                if (similarity > 0 && nearest.admits(similarity)) {
                    nearest.offer(similarity, edge);
                }
            }
            long[] best = nearest.drain();
            double[] means = new double[sizes.length];
            double sum = 0;
            double weights = 0;
            int s = 0;
            for (int i = 0; i <= best.length && s < sizes.length; i++) {
                while (s < sizes.length && (i == sizes[s] || i == best.length)) {
                    means[s++] = weights > 0 ? sum / weights : 0;
                }
                if (i < best.length) {
                    double weight = TopK.score(best[i]);
                    sum += weight * byColumn.weight(TopK.index(best[i]));
                    weights += weight;
                }
            }
            return means;
        }
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("neighbours", (long) size);
        parameters.put("shrinkage", shrinkage);
        return parameters;
    }
}
