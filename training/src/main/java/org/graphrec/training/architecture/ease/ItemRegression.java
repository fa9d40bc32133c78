// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

import java.util.Arrays;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.TopK;

/** Regresses one item after the other on its best predictors, as {@link SparseEase} has it. Not for use by several threads. */
final class ItemRegression {

    /** Systems are padded to a multiple of this size, so that few sizes are made. */
    private static final int STEP = 16;

    private final Csr byUser;
    private final Csr byItem;
    private final float[] userWeights;
    private final float[] diagonal;
    private final float lambda;
    private final int most;

    private final float[] row; // of the Gram matrix, zero between two items
    private final int[] others; // where it is not zero
    private final float[][] gram; // of the predictors, the upper triangle
    private final NormalEquations[] systems; // by size in steps, made when first wanted
    private final int[] lastOf; // for each user one more than the place in the lists below, 0 where nothing is
    private final int[] touched; // users with something there
    private int[] before = {}; // the place before it that is the same user's, plus one
    private int[] places = {}; // the predictor's
    private int[] predictors;
    private float[] coefficients;

    /**
     * For the items of a matrix.
     *
     * @param diagonal of the Gram matrix
     */
    ItemRegression(Csr byUser, Csr byItem, float[] userWeights, float[] diagonal, Ease.Parameters parameters) {
        this.byUser = byUser;
        this.byItem = byItem;
        this.userWeights = userWeights;
        this.diagonal = diagonal;
        this.lambda = (float) parameters.lambda();
        this.most = Math.min(parameters.neighbours(), byItem.rows());
        int padded = (most + STEP - 1) / STEP * STEP;
        row = new float[byItem.rows()];
        others = new int[byItem.rows()];
        gram = new float[padded][padded];
        systems = new NormalEquations[padded / STEP + 1];
        lastOf = new int[byUser.rows()];
        touched = new int[byUser.rows()];
    }

    /** Fits one item; {@link #predictors} and {@link #coefficients} are then its own. */
    void fit(int item) {
        int found = count(item);
        choose(item, found);
        float[] right = new float[(predictors.length + STEP - 1) / STEP * STEP];
        for (int i = 0; i < predictors.length; i++) {
            right[i] = row[predictors[i]];
        }
        for (int i = 0; i < found; i++) {
            row[others[i]] = 0;
        }
        if (predictors.length > 0) {
            solve(right);
        }
        coefficients = Arrays.copyOf(right, predictors.length);
    }

    /** The items that predict it, ascending. */
    int[] predictors() {
        return predictors;
    }

    /** What each of them says. */
    float[] coefficients() {
        return coefficients;
    }

    /** The item's row of the Gram matrix; returns how many entries it has, whose places are in {@code others}. */
    private int count(int item) {
        int found = 0;
        for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
            int user = byItem.targets()[edge];
            float weight = userWeights[user];
            for (int other = byUser.offsets()[user]; other < byUser.offsets()[user + 1]; other++) {
                int target = byUser.targets()[other];
                if (row[target] == 0) {
                    others[found++] = target;
                }
                row[target] += weight;
            }
        }
        return found;
    }

    /** Those that by themselves explain most of the item. */
    private void choose(int item, int found) {
        TopK best = new TopK(most);
        for (int i = 0; i < found; i++) {
            int other = others[i];
            float explained = row[other] * row[other] / (diagonal[other] + lambda);
            if (other != item && best.admits(explained)) {
                best.offer(explained, other);
            }
        }
        predictors = Arrays.stream(best.drain()).mapToInt(TopK::index).sorted().toArray();
    }

    private void solve(float[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            Arrays.fill(gram[i], i, size, 0);
        }
        sum(list());
        for (int i = 0; i < size; i++) {
            gram[i][i] = i < predictors.length ? diagonal[predictors[i]] : 1;
        }
        int step = size / STEP;
        systems[step] = systems[step] == null ? new NormalEquations(size) : systems[step];
        systems[step].reset(gram, lambda);
        systems[step].factorise();
        systems[step].solve(right);
    }

    /** For each user the predictors in their history, the last first; returns how many users have any. */
    private int list() {
        int entries = 0;
        int users = 0;
        for (int place = 0; place < predictors.length; place++) {
            int from = byItem.offsets()[predictors[place]];
            int to = byItem.offsets()[predictors[place] + 1];
            if (before.length < entries + to - from) {
                before = Arrays.copyOf(before, Math.max(2 * before.length, entries + to - from));
                places = Arrays.copyOf(places, before.length);
            }
            for (int edge = from; edge < to; edge++) {
                int user = byItem.targets()[edge];
                if (lastOf[user] == 0) {
                    touched[users++] = user;
                }
                before[entries] = lastOf[user];
                places[entries] = place;
                lastOf[user] = ++entries;
            }
        }
        return users;
    }

    /** What predictors have in common, above the diagonal. */
    private void sum(int users) {
        for (int i = 0; i < users; i++) {
            int user = touched[i];
            float weight = userWeights[user];
            for (int later = lastOf[user]; later > 0; later = before[later - 1]) {
                for (int entry = before[later - 1]; entry > 0; entry = before[entry - 1]) {
                    gram[places[entry - 1]][places[later - 1]] += weight;
                }
            }
            lastOf[user] = 0;
        }
    }
}
