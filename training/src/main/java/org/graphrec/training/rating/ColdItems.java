// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Vectors;

/**
 * Biases and factors of items nobody has rated: a ridge regression on the texts and the attributes of the rated ones.
 *
 * <p>The prior of the items will not do for these: it knows that what few have rated is rarely good, which says nothing of an item
 * that is new. So the mean here is over ratings, not over items, and where neither helps items held out whole, it is all there
 * is.
 */
final class ColdItems {

    private static final double[] RIDGES = {0.3, 1, 3, 10, 30, 100};

    private static final int FOLDS = 5;

    /** How much texts count, and how much attributes, in units of one of the two. */
    private static final float[][] SCALES = {{1, 0}, {0, 1}, {1, 0.5f}, {1, 1}, {1, 2}};

    /** An item with as many ratings counts half as much as one with very many. */
    private static final double HALF_WEIGHT = 10;

    private final Csr byItem;
    private final int columns;
    private final int concurrency;
    private final Monitor monitor;
    private final CentredDescriptions descriptions;
    private Choice choice;
    private NormalEquations equations;

    /** The regression with the least error: how much each column counts, and the ridge; 0 where no ridge beats the mean. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Choice(float[] scales, double ridge) {}

    /**
     * Of the items without ratings.
     *
     * @param known of the items
     * @param columns 1 + size of a factor
     */
    ColdItems(Csr byItem, SideInformation known, int columns, int concurrency, Monitor monitor) {
        this.byItem = byItem;
        this.columns = columns;
        this.concurrency = concurrency;
        this.monitor = monitor;
        boolean described = known.text() != null || known.context().attributes() != null;
        CentredDescriptions found = described ? new CentredDescriptions(byItem, known) : null;
        this.descriptions = found == null || found.learned().size() < FOLDS ? null : found;
    }

    /**
     * Overwrites the rows of items without ratings; returns what is expected of any other one.
     *
     * @param precision of the users' factors, which weighs the columns' errors
     * @param itemPrecision of the items' around what is expected of them
     */
    UnratedItem fill(float[][] design, float[] bias, double[] precision, double[] itemPrecision) {
        float[] mean = mean(design, bias);
        if (descriptions != null && choice == null) {
            choice = chosen(design, bias, mean, precision);
            equations = choice.ridge() == 0
                    ? null
                    : factorised(gram(descriptions.learned()), choice.scales(), choice.ridge());
        }
        float[][] coefficients = equations == null
                ? null
                : coefficients(equations, choice.scales(), descriptions.learned(), design, bias, mean);
        for (int item = 0; item < bias.length; item++) {
            if (byItem.degree(item) == 0) {
                float[] row = coefficients == null ? mean.clone() : predicted(item, coefficients, mean);
                bias[item] = row[0];
                row[0] = 1;
                design[item] = row;
            }
        }
        return coefficients == null
                ? new UnratedItem(mean, null, null, itemPrecision)
                : new UnratedItem(
                        mean, coefficients, descriptions.centre(), itemPrecision, descriptions.textDimension());
    }

    /** The least error on items held out, weighed by their ratings. */
    private Choice chosen(float[][] design, float[] bias, float[] mean, double[] precision) {
        float[][] scales = scales();
        double[][] errors = new double[scales.length][RIDGES.length];
        double without = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Integer> kept = new ArrayList<>();
            List<Integer> held = new ArrayList<>();
            List<Integer> learned = descriptions.learned();
            for (int i = 0; i < learned.size(); i++) {
                (i % FOLDS == fold ? held : kept).add(learned.get(i));
            }
            float[][] gram = gram(kept);
            for (int s = 0; s < scales.length; s++) {
                for (int i = 0; i < RIDGES.length; i++) {
                    monitor.assertRunning();
                    NormalEquations factorised = factorised(gram, scales[s], RIDGES[i]);
                    float[][] coefficients = coefficients(factorised, scales[s], kept, design, bias, mean);
                    for (int item : held) {
                        errors[s][i] += error(item, predicted(item, coefficients, mean), design, bias, precision);
                    }
                }
            }
            for (int item : held) {
                without += error(item, mean, design, bias, precision);
            }
        }
        Choice best = new Choice(scales[0], 0);
        double least = without;
        for (int s = 0; s < scales.length; s++) {
            for (int i = 0; i < RIDGES.length; i++) {
                if (errors[s][i] < least) {
                    least = errors[s][i];
                    best = new Choice(scales[s], RIDGES[i]);
                }
            }
        }
        return best;
    }

    /** What each column may be multiplied with: ones, unless there are texts and attributes. */
    private float[][] scales() {
        float[][] scales = new float[descriptions.both() ? SCALES.length : 1][descriptions.dimension()];
        for (int s = 0; s < scales.length; s++) {
            for (int d = 0; d < scales[s].length; d++) {
                scales[s][d] = descriptions.both() ? SCALES[s][d < descriptions.textDimension() ? 0 : 1] : 1;
            }
        }
        return scales;
    }

    /** The squared error of this row times the item's ratings, over users with factors of this precision. */
    private double error(int item, float[] row, float[][] design, float[] bias, double[] precision) {
        double error = Math.pow(row[0] - bias[item], 2);
        for (int c = 1; c < columns; c++) {
            error += Math.pow(row[c] - design[item][c], 2) / precision[c];
        }
        return byItem.degree(item) * error;
    }

    private float[] mean(float[][] design, float[] bias) {
        double[] sums = new double[columns];
        for (int item = 0; item < bias.length; item++) {
            for (int c = 0; c < columns; c++) {
                sums[c] += (double) byItem.degree(item) * (c == 0 ? bias[item] : design[item][c]);
            }
        }
        float[] mean = new float[columns];
        for (int c = 0; c < columns; c++) {
            mean[c] = (float) (sums[c] / Math.max(1, byItem.edges()));
        }
        return mean;
    }

    private float[][] gram(List<Integer> items) {
        float[][] scaled = new float[items.size()][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = descriptions.rows()[items.get(i)].clone();
            float root = (float) Math.sqrt(weight(items.get(i)));
            for (int d = 0; d < scaled[i].length; d++) {
                scaled[i][d] *= root;
            }
        }
        return NormalEquations.scaled(Gemm.gram(scaled, descriptions.dimension(), concurrency, monitor), 1);
    }

    private static NormalEquations factorised(float[][] gram, float[] scales, double ridge) {
        float[][] scaled = new float[gram.length][gram.length];
        for (int row = 0; row < gram.length; row++) {
            for (int d = 0; d < gram.length; d++) {
                scaled[row][d] = scales[row] * scales[d] * gram[row][d];
            }
        }
        NormalEquations equations = new NormalEquations(gram.length);
        equations.reset(scaled, (float) ridge);
        equations.factorise();
        return equations;
    }

    /** [columns, dimension], of descriptions as they are. */
    private float[][] coefficients(
            NormalEquations factorised,
            float[] scales,
            List<Integer> items,
            float[][] design,
            float[] bias,
            float[] mean) {
        float[][] sides = new float[columns][descriptions.dimension()];
        for (int item : items) {
            for (int c = 0; c < columns; c++) {
                float value = c == 0 ? bias[item] : design[item][c];
                Vectors.axpy(weight(item) * (value - mean[c]), descriptions.rows()[item], sides[c]);
            }
        }
        for (float[] side : sides) {
            scale(side, scales);
            factorised.solve(side);
            scale(side, scales);
        }
        return sides;
    }

    private static void scale(float[] values, float[] scales) {
        for (int d = 0; d < values.length; d++) {
            values[d] *= scales[d];
        }
    }

    private float[] predicted(int item, float[][] coefficients, float[] mean) {
        float[] row = mean.clone();
        float[] described = descriptions.rows()[item];
        for (int c = 0; c < columns; c++) {
            row[c] += Vectors.dot(coefficients[c], 0, described, 0, described.length);
        }
        return row;
    }

    private float weight(int item) {
        return (float) (byItem.degree(item) / (byItem.degree(item) + HALF_WEIGHT));
    }
}
