// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.math.DotPanels;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.math.WeightedRows;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;
import org.graphrec.training.model.Via;

/**
 * Lets a model reach items without interactions through their texts and attributes: the score of a cold item is what a ridge
 * regression of the user's own scores of the warm items on what describes them says of what describes it.
 *
 * <p>With f_i the text and the attributes of item i with a constant 1 behind, s the scores of the warm items and P = (sum f_n f_n' + ridge I)^-1 over
 * them, the regression's y = P sum s_n f_n belongs to the user, and the score is {@code own * s_i + factor * f_i' y}. P is known
 * beforehand, so that a user costs items * dimension operations. Whatever the model has learnt of a user is thus passed on to what
 * is like it in text, where the nearness of texts alone knows no more than the words of his history.
 */
public final class ColdScores {

    /** Warm items by which a score is explained. */
    private static final int EXPLAINING = 50;

    /** Known items from which on few cold ones are scored by shares. */
    private static final int LARGE = 4096;

    /** Of the columns, as many cold items are few. */
    private static final int FEW = 4;

    /** 16 MiB of them. */
    private static final int MOST_SHARES = 1 << 22;

    private final Descriptions descriptions;
    private final NewItems more; // behind those known at training; null for none
    private final StackedMatrix features; // rows of the descriptions
    private final BitSet untrained; // without interactions, of the items known at training
    private final BitSet warm; // with a text
    private final int[] cold; // with a text, ascending
    private final float[][] inverse; // P
    private final Panels panels;
    private final Explained explained = new Explained();
    private final Weights weights;

    /** What warm items say of each cold one; made when it is first wanted. */
    private static final class Explained {
        private float[][] shares;

        private synchronized float[][] of(ColdScores scores) {
            if (shares == null) {
                shares = new float[scores.cold.length][];
                for (int i = 0; i < shares.length; i++) {
                    shares[i] = scores.shares(scores.cold[i]);
                }
            }
            return shares;
        }
    }

    /** P again, for several users at once; made when it is first wanted, and shared by what is made of this. */
    private static final class Panels {
        private DotPanels made;

        private synchronized DotPanels of(float[][] inverse) {
            made = made == null ? new DotPanels(inverse, inverse.length - 1) : made;
            return made;
        }
    }

    /**
     * How cold items are scored.
     *
     * @param ridge above 0; the texts are of length 1, and as many as there are warm items
     * @param own what the model's own score of a cold item counts, at least 0
     * @param factor what the regression counts, at least 0
     * @param attributes by what attributes are multiplied beside texts, at least 0
     */
    public record Weights(double ridge, double own, double factor, double attributes) {

        /** Rejects values out of range. */
        public Weights {
            Require.between("ridge", ridge, 1e-6, 1e9);
            Require.between("own", own, 0.0, 1e6);
            Require.between("factor", factor, 0.0, 1e6);
            Require.between("attributes", attributes, 0.0, 1e6);
        }

        /** Of texts alone. */
        public Weights(double ridge, double own, double factor) {
            this(ridge, own, factor, 0);
        }

        /** The weights by name. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("ridge", ridge);
            map.put("own", own);
            map.put("factor", factor);
            if (attributes > 0) {
                map.put("attributes", attributes);
            }
            return map;
        }
    }

    /**
     * For a model of items with texts, with P as fitted.
     *
     * @param features [items, dimension], unit rows, or zero rows for items without text, which keep the model's own score
     * @param cold the items without interactions
     * @param inverse P, [dimension + 1, dimension + 1]
     */
    public ColdScores(Matrix features, BitSet cold, Weights weights, float[][] inverse) {
        this(new Descriptions(features, null, features.rows()), features, cold, weights, inverse);
    }

    /**
     * For a model of items with texts, attributes or both, with P as fitted.
     *
     * @param descriptions what describes items
     * @param rows of the descriptions, with attributes as the weights have them
     */
    ColdScores(Descriptions descriptions, Matrix rows, BitSet cold, Weights weights, float[][] inverse) {
        Require.size("inverse", inverse.length, rows.columns() + 1);
        this.descriptions = descriptions;
        this.more = null;
        this.features = StackedMatrix.of(rows);
        this.weights = weights;
        this.untrained = (BitSet) cold.clone();
        this.warm = Descriptions.described(rows);
        this.warm.andNot(cold);
        BitSet described = Descriptions.described(rows);
        described.and(cold);
        this.cold = described.stream().toArray();
        this.inverse = inverse;
        this.panels = new Panels();
    }

    /** The same with P fitted to the texts of the warm items. */
    public static ColdScores fit(Matrix features, BitSet cold, Weights weights, int concurrency, Monitor monitor) {
        return fit(new Descriptions(features, null, features.rows()), features, cold, weights, concurrency, monitor);
    }

    /** The same with P fitted to the rows of the warm items. */
    static ColdScores fit(
            Descriptions descriptions, Matrix matrix, BitSet cold, Weights weights, int concurrency, Monitor monitor) {
        return fit(descriptions, matrix, cold, List.of(weights), concurrency, monitor)
                .get(0);
    }

    /** One for each of several weights, with the same attributes. */
    static List<ColdScores> fit(
            Descriptions descriptions,
            Matrix matrix,
            BitSet cold,
            List<Weights> weights,
            int concurrency,
            Monitor monitor) {
        int size = matrix.columns() + 1;
        List<float[]> rows = new ArrayList<>();
        BitSet described = Descriptions.described(matrix);
        StackedMatrix stacked = StackedMatrix.of(matrix);
        for (int item = 0; item < matrix.rows(); item++) {
            if (!cold.get(item) && described.get(item)) {
                rows.add(row(stacked, item));
            }
        }
        double[][] gram = Gemm.gram(rows.toArray(float[][]::new), size, concurrency, monitor.withoutProgress());
        List<ColdScores> all = new ArrayList<>();
        for (Weights one : weights) {
            SymmetricInverse inverted = new SymmetricInverse(size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    inverted.set(i, j, (float) (gram[i][j] + (i == j ? one.ridge() : 0)));
                }
            }
            inverted.invert(concurrency, monitor.withoutProgress());
            float[][] inverse = new float[size][size];
            for (int i = 0; i < size; i++) {
                inverted.copyRow(i, inverse[i]);
            }
            all.add(new ColdScores(descriptions, matrix, cold, one, inverse));
        }
        return all;
    }

    private ColdScores(ColdScores known, StackedMatrix features, NewItems more) {
        this.descriptions = known.descriptions;
        this.more = more;
        this.features = features;
        this.weights = known.weights;
        this.untrained = known.untrained;
        BitSet described = described(features);
        this.warm = described.get(0, features.first().rows());
        this.warm.andNot(untrained);
        described.andNot(warm);
        this.cold = described.stream().toArray();
        this.inverse = known.inverse;
        this.panels = known.panels;
    }

    /** The same with new items, all of them cold. */
    ColdScores with(NewItems items) {
        return new ColdScores(this, features.over(descriptions.of(items, weights.attributes())), items);
    }

    /** The same with other texts of the items known at training; the regression stays that of the texts it was fitted to. */
    ColdScores withTexts(Matrix current) {
        return descriptions.texts() == null
                ? this
                : new ColdScores(this, features.withFirst(descriptions.matrix(current, weights.attributes())), more);
    }

    /** P, [dimension + 1, dimension + 1]; the array itself. */
    public float[][] inverse() {
        return inverse;
    }

    /** The cold items scored, ascending; the array itself. */
    public int[] items() {
        return cold;
    }

    /** How cold items are scored. */
    public Weights weights() {
        return weights;
    }

    /** What describes the items known at training. */
    Descriptions descriptions() {
        return descriptions;
    }

    private static BitSet described(StackedMatrix features) {
        BitSet described = new BitSet(features.rows());
        described.or(Descriptions.described(features.first()));
        Descriptions.described(features.second()).stream()
                .forEach(item -> described.set(features.first().rows() + item));
        return described;
    }

    /** The text of an item and a constant. */
    private static float[] row(StackedMatrix features, int item) {
        float[] row = new float[features.columns() + 1];
        float[] text = new float[features.columns()];
        features.addRow(1, item, text);
        System.arraycopy(text, 0, row, 0, text.length);
        row[text.length] = 1;
        return row;
    }

    /** True when the score of {@code item} comes from here. */
    boolean covers(int item) {
        return Arrays.binarySearch(cold, item) >= 0;
    }

    /** Replaces the scores of cold items, given those of all, for each of several histories. */
    void apply(float[][] scores) {
        if (cold.length == 0 || scores.length == 0) {
            return;
        }
        if (few()) {
            float[][] shares = explained.of(this);
            for (float[] those : scores) {
                applyShares(shares, those);
            }
            return;
        }
        float[][] users = solved(sums(scores));
        for (int item : cold) {
            for (int i = 0; i < users.length; i++) {
                float own = scores[i][item];
                scores[i][item] = (float) (weights.own() * own + weights.factor() * predicted(item, users[i]));
            }
        }
    }

    /** Whether it takes less to add up what every warm item says of the cold ones, f_i' P f_n, than a user's regression does. */
    private boolean few() {
        long known = features.first().rows();
        return known >= LARGE && FEW * cold.length <= features.columns() && known * cold.length <= MOST_SHARES;
    }

    private void applyShares(float[][] shares, float[] scores) {
        float[] changed = new float[cold.length];
        for (int i = 0; i < cold.length; i++) {
            float predicted = Vectors.dot(shares[i], 0, scores, 0, shares[i].length);
            changed[i] = (float) (weights.own() * scores[cold[i]] + weights.factor() * predicted);
        }
        for (int i = 0; i < cold.length; i++) {
            scores[cold[i]] = changed[i];
        }
    }

    /** y = P sum s_n f_n. */
    public float[] regression(float[] scores) {
        return solved(sums(new float[][] {scores}))[0];
    }

    /** sum s_n f_n and sum s_n, of each of several histories; the same for any ridge. */
    float[][] sums(float[][] scores) {
        return WeightedRows.sums(features, warm, scores);
    }

    /** P times each of the {@link #sums}. */
    float[][] solved(float[][] sums) {
        int columns = inverse.length - 1;
        float[][] users = new float[sums.length][inverse.length];
        if (sums.length > 1) {
            panels.of(inverse).multiply(sums, users);
        }
        for (int u = 0; u < users.length; u++) {
            for (int i = 0; i < inverse.length; i++) {
                float product = sums.length > 1 ? users[u][i] : Vectors.dot(inverse[i], 0, sums[u], 0, columns);
                users[u][i] = product + inverse[i][columns] * sums[u][columns];
            }
        }
        return users;
    }

    /** The rows of some items, for products with several vectors. */
    DotPanels panels(int[] items) {
        float[][] rows = new float[items.length][features.columns()];
        for (int i = 0; i < items.length; i++) {
            features.copyRow(items[i], rows[i]);
        }
        return new DotPanels(rows, features.columns());
    }

    /** f_i' y. */
    public float predicted(int item, float[] user) {
        return features.dot(item, user) + user[features.columns()];
    }

    /**
     * What each item of a history adds to the score of a cold item: what it adds to the scores of the warm items that count
     * most in the regression; what those leave unexplained is split evenly.
     *
     * @param ofModel the parts of the model's own scores
     * @param scores of the model for the history, cold items as the model has them
     */
    Parts parts(Parts ofModel, float[] scores) {
        float[] user = regression(scores);
        Map<Integer, double[]> known = new HashMap<>();
        return item -> {
            double[] parts = ofModel.of(item);
            float[] shares = shares(item);
            double target = weights.factor() * predicted(item, user);
            double[] sum = new double[parts.length];
            for (int other : strongest(shares, scores)) {
                double[] own = known.computeIfAbsent(other, ofModel::of);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += weights.factor() * shares[other] * own[i];
                }
            }
            double left = target - Arrays.stream(sum).sum();
            return IntStream.range(0, sum.length)
                    .mapToDouble(i -> weights.own() * parts[i] + sum[i] + left / sum.length)
                    .toArray();
        };
    }

    /**
     * What of the {@link #parts} of a cold item comes through each relation of attributes. The row of an item is a sum over these, its
     * text and a constant, and its score is linear in that row.
     *
     * @param items of the history, which are the first that have parts
     */
    List<Via> through(Parts ofModel, float[] scores, int items, int item) {
        if (descriptions.attributes() == null) {
            return List.of();
        }
        float[] user = regression(scores);
        int[] strongest = strongest(shares(item), scores);
        double[][] own = Arrays.stream(strongest).mapToObj(ofModel::of).toArray(double[][]::new);
        float[][] rows = descriptions.parts(item, more, weights.attributes());
        List<Via> all = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) {
            float[] solved = solved(rows[r]);
            double left = weights.factor() * Vectors.dot(rows[r], 0, user, 0, rows[r].length);
            double[] sum = new double[ofModel.of(item).length];
            for (int k = 0; k < strongest.length; k++) {
                double share = weights.factor() * predicted(strongest[k], solved);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += share * own[k][i];
                    left -= share * own[k][i];
                }
            }
            double[] ofItems = new double[items];
            for (int i = 0; i < items; i++) {
                ofItems[i] = sum[i] + left / sum.length;
            }
            if (Arrays.stream(ofItems).anyMatch(part -> part != 0)) {
                all.add(new Via(descriptions.attributes().relations()[r], ofItems));
            }
        }
        return List.copyOf(all);
    }

    /** P times a row without its constant. */
    private float[] solved(float[] row) {
        float[] solved = new float[inverse.length];
        for (int i = 0; i < solved.length; i++) {
            solved[i] = Vectors.dot(inverse[i], 0, row, 0, row.length);
        }
        return solved;
    }

    /** What the score of each warm item counts in that of a cold one. */
    private float[] shares(int item) {
        float[] row = row(features, item);
        float[] solved = new float[row.length];
        for (int i = 0; i < solved.length; i++) {
            solved[i] = Vectors.dot(inverse[i], 0, row, 0, row.length);
        }
        float[] shares = new float[features.first().rows()];
        for (int other = warm.nextSetBit(0); other >= 0; other = warm.nextSetBit(other + 1)) {
            shares[other] = predicted(other, solved);
        }
        return shares;
    }

    private int[] strongest(float[] shares, float[] scores) {
        TopK strongest = new TopK(EXPLAINING);
        for (int other = warm.nextSetBit(0); other >= 0; other = warm.nextSetBit(other + 1)) {
            float size = Math.abs(shares[other] * scores[other]);
            if (size > 0 && strongest.admits(size)) {
                strongest.offer(size, other);
            }
        }
        return Arrays.stream(strongest.drain()).mapToInt(TopK::index).toArray();
    }
}
