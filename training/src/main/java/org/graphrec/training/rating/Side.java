// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;

/**
 * The users, or the items: a bias and a factor each, with their prior N(intercept + links, diagonal precision), drawn by Gibbs
 * sampling (Salakhutdinov and Mnih 2008; the diagonal precision as in Rendle 2012).
 */
final class Side {

    private static final int ROWS_PER_BLOCK = 16;

    /** Of the gamma prior of the precisions, in units of the ratings' standard deviation. */
    private static final double PRIOR_SHAPE = 1;

    private static final double PRIOR_RATE = 0.1;

    private static final double INITIAL_DEVIATION = 0.1;

    /** Lower than that deviation would have it: a strict prior would take many sweeps to let factors grow. */
    private static final double INITIAL_PRECISION = 10;

    private final Csr ratings;
    private final List<Link> links;
    private final int columns;
    private final long seed;

    /** For each row (1, factor): what the other side's bias and factor are multiplied with. */
    final float[][] design;

    final float[] bias;
    final double[] precision;
    final double[] intercept;

    /**
     * A side with small random factors.
     *
     * @param ratings [rows, rows of the other side], standardised
     * @param columns 1 + size of a factor
     */
    Side(Csr ratings, List<Link> links, int columns, long seed) {
        this.ratings = ratings;
        this.links = links;
        this.columns = columns;
        this.seed = seed;
        this.design = new float[ratings.rows()][columns];
        this.bias = new float[ratings.rows()];
        this.precision = new double[columns];
        this.intercept = new double[columns];
        SplittableRandom random = new SplittableRandom(seed);
        for (float[] row : design) {
            row[0] = 1;
            for (int c = 1; c < columns; c++) {
                row[c] = (float) (INITIAL_DEVIATION * random.nextGaussian());
            }
        }
        Arrays.fill(precision, INITIAL_PRECISION);
    }

    /** The number of ratings of {@code row}. */
    int degree(int row) {
        return ratings.degree(row);
    }

    /** The standardised rating between {@code row} and {@code column} of the other side. */
    float predict(int row, Side other, int column) {
        float[] factor = design[row];
        float product = Vectors.dot(factor, 1, other.design[column], 1, columns - 1);
        return bias[row] + other.bias[column] + product;
    }

    /** The prior mean of {@code row}. */
    float[] priorMean(int row) {
        float[] mean = new float[columns];
        for (int c = 0; c < columns; c++) {
            mean[c] = (float) intercept[c];
        }
        for (Link link : links) {
            Vectors.axpy(1, link.means()[row], mean);
        }
        return mean;
    }

    /** Draws the prior given the rows: links, intercept, precision. */
    void drawPrior(int sweep, int concurrency, Monitor monitor) {
        SplittableRandom random = random(sweep, -1);
        for (Link link : links) {
            float[][] rest = rest();
            for (int row = 0; row < rest.length; row++) {
                Vectors.axpy(1, link.means()[row], rest[row]);
            }
            link.draw(rest, precision, random, concurrency, monitor);
        }
        float[][] rest = rest();
        for (int c = 0; c < columns; c++) {
            // one more row of zeros is the prior of the intercept
            double old = intercept[c];
            double sum = 0;
            for (float[] row : rest) {
                sum += row[c] + old;
            }
            double rows = rest.length + 1.0;
            intercept[c] = sum / rows + random.nextGaussian() / Math.sqrt(precision[c] * rows);
            double squares = intercept[c] * intercept[c];
            for (float[] row : rest) {
                squares += Math.pow(row[c] + old - intercept[c], 2);
            }
            precision[c] = Distributions.gamma(PRIOR_SHAPE + 0.5 * rows, PRIOR_RATE + 0.5 * squares, random);
        }
    }

    /** Rows less their prior mean. */
    private float[][] rest() {
        float[][] rest = new float[design.length][];
        for (int row = 0; row < rest.length; row++) {
            rest[row] = design[row].clone();
            rest[row][0] = bias[row];
            Vectors.axpy(-1, priorMean(row), rest[row]);
        }
        return rest;
    }

    /**
     * Draws every row given the {@code other} side and the precision of the ratings.
     *
     * @param means overwritten with the mean of each row, of which the draw is one; or null
     */
    void drawRows(Side other, double noise, float[][] means, int sweep, int concurrency, Monitor monitor) {
        float[][] base = new float[columns][columns];
        for (int c = 0; c < columns; c++) {
            base[c][c] = (float) precision[c];
        }
        Parallel.forBlocks(design.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            NormalEquations equations = new NormalEquations(columns);
            for (int row = from; row < to; row++) {
                float[] drawn = priorMean(row);
                for (int c = 0; c < columns; c++) {
                    drawn[c] *= (float) precision[c];
                }
                equations.reset(base, 0);
                for (int edge = ratings.offsets()[row]; edge < ratings.offsets()[row + 1]; edge++) {
                    int target = ratings.targets()[edge];
                    equations.add(other.design[target], (float) noise);
                    float rest = ratings.weight(edge) - other.bias[target];
                    Vectors.axpy((float) noise * rest, other.design[target], drawn);
                }
                equations.factorise();
                if (means != null) {
                    means[row] = drawn.clone();
                    equations.solve(means[row]);
                }
                equations.sample(drawn, random(sweep, row));
                bias[row] = drawn[0];
                drawn[0] = 1;
                design[row] = drawn;
            }
        });
    }

    /** One stream per row and sweep, so that the draws do not depend on who makes them. */
    private SplittableRandom random(int sweep, int row) {
        return new SplittableRandom((seed * 31 + sweep) * 1_000_003 + row);
    }
}
