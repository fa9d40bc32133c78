// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;

/**
 * A model that knows nothing of texts, with new items: each is the weighted mean of the known items whose texts are nearest to
 * its own, in the history as well as in the answer. The range of a score is that of the model.
 */
public final class NearestItemsModel implements Model {

    /** Known items that stand for a new one. */
    private static final int STANDING = 10;

    /** Of the cosine, in the weight of a known item: the nearest text says most. */
    private static final double POWER = 4;

    private final Model model;
    private final NewItems more;
    private final int[][] standing; // for each new item
    private final float[][] shares; // which sum to 1, or none

    NearestItemsModel(Model model, NewItems more, int concurrency, Monitor monitor) {
        Require.size("known items", more.known(), model.items());
        this.model = model;
        this.more = more;
        this.standing = new int[more.size()][];
        this.shares = new float[more.size()][];
        more.findNearest(concurrency, monitor);
        for (int i = 0; i < standing.length; i++) {
            NewItem.Nearest nearest = more.nearest(i);
            standing[i] = Arrays.copyOf(nearest.items(), Math.min(STANDING, nearest.items().length));
            shares[i] = shares(nearest.cosines(), standing[i].length);
        }
    }

    private NearestItemsModel(Model model, NearestItemsModel known) {
        this.model = model;
        this.more = known.more;
        this.standing = known.standing;
        this.shares = known.shares;
    }

    private static float[] shares(float[] cosines, int size) {
        double sum = 0;
        for (int n = 0; n < size; n++) {
            sum += Math.pow(cosines[n], POWER);
        }
        float[] shares = new float[size];
        for (int n = 0; n < size; n++) {
            shares[n] = (float) (Math.pow(cosines[n], POWER) / sum);
        }
        return shares;
    }

    /** The new items stay what they are near to. */
    @Override
    public Model withTexts(Matrix features) {
        return new NearestItemsModel(model.withTexts(features), this);
    }

    @Override
    public String architecture() {
        return model.architecture();
    }

    @Override
    public int items() {
        return model.items() + more.size();
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        model.score(new Known(history).history, scores);
        addNew(scores);
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        model.scoreAll(
                histories.stream().map(history -> new Known(history).history).toList(), scores);
        for (int i = 0; i < histories.size(); i++) {
            addNew(scores[i]);
        }
    }

    @Override
    public boolean dense() {
        return model.dense();
    }

    /** The scores of the new items, by those of the known ones. */
    private void addNew(float[] scores) {
        for (int i = 0; i < standing.length; i++) {
            double score = 0;
            for (int n = 0; n < standing[i].length; n++) {
                score += shares[i][n] * scores[standing[i][n]];
            }
            scores[model.items() + i] = (float) score;
        }
    }

    @Override
    public Parts parts(History history) {
        Known known = new Known(history);
        Parts parts = model.parts(known.history);
        return new Parts() {
            @Override
            public double[] of(int item) {
                if (item < model.items()) {
                    return known.together(parts.of(item));
                }
                int i = Require.index("item", item, items()) - model.items();
                double[] sum = new double[0];
                for (int n = 0; n < standing[i].length; n++) {
                    double[] own = known.together(parts.of(standing[i][n]));
                    sum = sum.length < own.length ? new double[own.length] : sum;
                    for (int p = 0; p < own.length; p++) {
                        sum[p] += shares[i][n] * own[p];
                    }
                }
                return sum;
            }

            @Override
            public void narrow(BitSet items) {
                BitSet newOnes = (BitSet) items.clone();
                newOnes.clear(0, model.items());
                items.clear(model.items(), items());
                parts.narrow(items);
                items.or(newOnes);
            }
        };
    }

    @Override
    public boolean cold(int item) {
        return item >= model.items() || model.cold(item);
    }

    @Override
    public Map<String, Object> parameters() {
        return model.parameters();
    }

    /** A history in which known items stand for the new ones, and which item of the original each came from. */
    private final class Known {
        private final History original;
        private final History history;
        private final int[] origins;

        Known(History original) {
            this.original = original;
            int size = 0;
            for (int i = 0; i < original.size(); i++) {
                size += isNew(original.item(i)) ? standing[original.item(i) - model.items()].length : 1;
            }
            origins = new int[size];
            int[] items = new int[size];
            float[] weights = new float[size];
            float[] emphases = new float[size];
            int[] ages = new int[size];
            int at = 0;
            for (int i = 0; i < original.size(); i++) {
                int item = Require.index("item", original.item(i), items());
                int[] known = isNew(item) ? standing[item - model.items()] : new int[] {item};
                for (int n = 0; n < known.length; n++) {
                    origins[at] = i;
                    items[at] = known[n];
                    weights[at] = original.weight(i);
                    emphases[at] = original.emphasis(i) * (isNew(item) ? shares[item - model.items()][n] : 1);
                    ages[at++] = original.age(i);
                }
            }
            history = original.withItems(items, weights, emphases, ages);
        }

        private boolean isNew(int item) {
            return item >= model.items();
        }

        /** Parts of this history as parts of the original. */
        double[] together(double[] parts) {
            double[] sums = new double[parts.length == 0 ? 0 : original.evidence()];
            for (int p = 0; p < parts.length; p++) {
                // what is known beside the items comes behind them in both
                sums[p < origins.length ? origins[p] : original.size() + p - origins.length] += parts[p];
            }
            return sums;
        }
    }
}
