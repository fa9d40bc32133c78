package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Vectors;

/**
 * Biases and factors of items nobody has rated: a ridge regression on the texts of the rated ones.
 *
 * <p>The prior of the items will not do for these: it knows that what few have rated is rarely good, which says nothing of an item
 * that is new. So the mean here is over ratings, not over items, and where texts do not help items held out whole, it is all there
 * is.
 */
final class ColdItems {

    private static final double[] RIDGES = {0.3, 1, 3, 10, 30, 100};

    private static final int FOLDS = 5;

    /** The most rated items are enough to learn from. */
    private static final int MAX_ITEMS = 10_000;

    /** An item with as many ratings counts half as much as one with very many. */
    private static final double HALF_WEIGHT = 10;

    private final Csr byItem;
    private final int columns;
    private final int concurrency;
    private final Monitor monitor;
    private final float[][] texts;
    private final float[] centre;
    private final List<Integer> learned = new ArrayList<>();
    private double ridge;
    private NormalEquations equations;

    /**
     * Of the items without ratings.
     *
     * @param text of the items; or null
     * @param columns 1 + size of a factor
     */
    ColdItems(Csr byItem, TextFeatures text, int columns, int concurrency, Monitor monitor) {
        this.byItem = byItem;
        this.columns = columns;
        this.concurrency = concurrency;
        this.monitor = monitor;
        for (int item = 0; item < byItem.rows() && text != null; item++) {
            if (byItem.degree(item) > 0 && TextFeatures.described(text.vectors()[item])) {
                learned.add(item);
            }
        }
        learned.sort(Comparator.comparingInt(item -> -byItem.degree(item)));
        if (learned.size() > MAX_ITEMS) {
            learned.subList(MAX_ITEMS, learned.size()).clear();
        }
        this.centre = learned.size() < FOLDS ? null : centre(text.vectors());
        this.texts = learned.size() < FOLDS ? null : centred(text.vectors());
        for (int d = 0; texts != null && d < centre.length; d++) {
            centre[d] += text.mean()[d];
        }
    }

    /**
     * Overwrites the rows of items without ratings; returns what is expected of any other one.
     *
     * @param precision of the users' factors, which weighs the columns' errors
     * @param itemPrecision of the items' around what is expected of them
     */
    NewItem fill(float[][] design, float[] bias, double[] precision, double[] itemPrecision) {
        float[] mean = mean(design, bias);
        if (texts != null && equations == null) {
            ridge = chosenRidge(design, bias, mean, precision);
            equations = equations(learned, ridge);
        }
        float[][] coefficients = ridge == 0 ? null : coefficients(equations, learned, design, bias, mean);
        for (int item = 0; item < bias.length; item++) {
            if (byItem.degree(item) == 0) {
                float[] row = coefficients == null ? mean.clone() : predicted(item, coefficients, mean);
                bias[item] = row[0];
                row[0] = 1;
                design[item] = row;
            }
        }
        return new NewItem(mean, coefficients, coefficients == null ? null : centre, itemPrecision);
    }

    /** The ridge with the least error on items held out, weighed by their ratings; 0 where no ridge beats the mean. */
    private double chosenRidge(float[][] design, float[] bias, float[] mean, double[] precision) {
        double[] errors = new double[RIDGES.length];
        double without = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Integer> kept = new ArrayList<>();
            List<Integer> held = new ArrayList<>();
            for (int i = 0; i < learned.size(); i++) {
                (i % FOLDS == fold ? held : kept).add(learned.get(i));
            }
            float[][] gram = gram(kept);
            for (int i = 0; i < RIDGES.length; i++) {
                monitor.assertRunning();
                float[][] coefficients = coefficients(factorised(gram, RIDGES[i]), kept, design, bias, mean);
                for (int item : held) {
                    errors[i] += error(item, predicted(item, coefficients, mean), design, bias, precision);
                }
            }
            for (int item : held) {
                without += error(item, mean, design, bias, precision);
            }
        }
        int best = 0;
        for (int i = 1; i < errors.length; i++) {
            best = errors[i] < errors[best] ? i : best;
        }
        return errors[best] < without ? RIDGES[best] : 0;
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

    private NormalEquations equations(List<Integer> items, double ridge) {
        return ridge == 0 ? new NormalEquations(0) : factorised(gram(items), ridge);
    }

    private float[][] gram(List<Integer> items) {
        float[][] scaled = new float[items.size()][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = texts[items.get(i)].clone();
            float root = (float) Math.sqrt(weight(items.get(i)));
            for (int d = 0; d < scaled[i].length; d++) {
                scaled[i][d] *= root;
            }
        }
        return NormalEquations.scaled(Gemm.gram(scaled, texts[0].length, concurrency, monitor), 1);
    }

    private static NormalEquations factorised(float[][] gram, double ridge) {
        NormalEquations equations = new NormalEquations(gram.length);
        equations.reset(gram, (float) ridge);
        equations.factorise();
        return equations;
    }

    /** [columns, dimension]. */
    private float[][] coefficients(
            NormalEquations factorised, List<Integer> items, float[][] design, float[] bias, float[] mean) {
        float[][] sides = new float[columns][texts[0].length];
        for (int item : items) {
            for (int c = 0; c < columns; c++) {
                float value = c == 0 ? bias[item] : design[item][c];
                Vectors.axpy(weight(item) * (value - mean[c]), texts[item], sides[c]);
            }
        }
        for (float[] side : sides) {
            factorised.solve(side);
        }
        return sides;
    }

    private float[] predicted(int item, float[][] coefficients, float[] mean) {
        float[] row = mean.clone();
        for (int c = 0; c < columns; c++) {
            row[c] += Vectors.dot(coefficients[c], 0, texts[item], 0, texts[item].length);
        }
        return row;
    }

    private float weight(int item) {
        return (float) (byItem.degree(item) / (byItem.degree(item) + HALF_WEIGHT));
    }

    /** The mean of the texts over ratings. */
    private float[] centre(float[][] given) {
        double[] sums = new double[given[0].length];
        double ratings = 0;
        for (int item : learned) {
            ratings += byItem.degree(item);
            for (int d = 0; d < sums.length; d++) {
                sums[d] += (double) byItem.degree(item) * given[item][d];
            }
        }
        float[] mean = new float[sums.length];
        for (int d = 0; d < sums.length; d++) {
            mean[d] = (float) (sums[d] / ratings);
        }
        return mean;
    }

    /** Texts less that mean; zero for items without. */
    private float[][] centred(float[][] given) {
        float[][] centred = new float[given.length][centre.length];
        for (int item = 0; item < given.length; item++) {
            boolean described = TextFeatures.described(given[item]);
            for (int d = 0; d < centre.length && described; d++) {
                centred[item][d] = given[item][d] - centre[d];
            }
        }
        return centred;
    }
}
