// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.DotPanels;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.MaskedItems;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;

/**
 * Matrix factorisation of implicit feedback (Hu, Koren and Volinsky 2008). A score is the inner product of an item's factor with
 * the user's, near 1 for an item like those of the history and near 0 elsewhere; it may be negative.
 *
 * <p>No user is stored. The factor of a user is the least-squares step that also fitted the items, taken on the live history:
 * x = A^-1 sum_j w_j y_j, where A = sum_j |w_j| y_j y_j' + unobserved Y'Y + ridge I. So history item j adds w_j y_i' A^-1 y_j to
 * the score of item i.
 */
public final class Mf implements Model {

    /**
     * How strongly the factors are held back.
     *
     * @param unobserved weight of a pair without interaction, where one with weighs 1; greater than 0
     * @param regularization greater than 0; a row with n interactions among m candidates gets the ridge
     *     {@code regularization * (n + unobserved * m)}, the scaling by frequency of Rendle et al. 2022
     */
    public record Regularization(double unobserved, double regularization) {

        /** Rejects values out of range. */
        public Regularization {
            Require.between("unobserved", unobserved, 1e-9, 1e9);
            Require.between("regularization", regularization, 1e-9, 1e9);
        }

        /** The ridge of a row whose interactions weigh {@code observed} together. */
        public float ridge(double observed, int candidates) {
            // a graph without anything still has a solution
            return (float) Math.max(regularization * (observed + unobserved * candidates), 1e-12);
        }
    }

    private final float[][] factors;
    private final Panels panels = new Panels();
    private final float[][] base;
    private final Regularization regularization;
    private final BitSet cold;
    private final HistoryWeighting weighting;
    private final float weightScale;
    private final Map<String, Object> parameters;

    /** The factors again, as products with users read them; made when they are first wanted. */
    private static final class Panels {
        private DotPanels made;

        private synchronized DotPanels of(float[][] factors, int columns) {
            made = made == null ? new DotPanels(factors, columns) : made;
            return made;
        }
    }

    /**
     * A model over item factors.
     *
     * @param itemFactors [items, factors], copied
     * @param cold the items without interactions at training
     * @param weighting how much each item of a history counts
     * @param weightScale what the weight of a history item is multiplied by, greater than 0
     * @param parameters what the factors were fitted with, for {@link #parameters}
     */
    public Mf(
            Matrix itemFactors,
            Regularization regularization,
            BitSet cold,
            HistoryWeighting weighting,
            double weightScale,
            Map<String, Object> parameters) {
        int size = itemFactors.columns();
        this.factors = new float[itemFactors.rows()][];
        for (int item = 0; item < factors.length; item++) {
            int from = itemFactors.offset(item);
            factors[item] = Arrays.copyOfRange(itemFactors.values(), from, from + size);
        }
        this.base = NormalEquations.scaled(Gemm.gram(factors, size, 1, Monitor.SILENT), regularization.unobserved());
        this.regularization = regularization;
        this.cold = (BitSet) cold.clone();
        this.weighting = weighting;
        this.weightScale = (float) weightScale;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String architecture() {
        return MfArchitecture.NAME;
    }

    @Override
    public int items() {
        return factors.length;
    }

    /** The item factors, [items, factors]: a copy. */
    public Matrix itemFactors() {
        Matrix matrix = new Matrix(factors.length, base.length);
        for (int item = 0; item < factors.length; item++) {
            System.arraycopy(factors[item], 0, matrix.values(), matrix.offset(item), base.length);
        }
        return matrix;
    }

    /** How strongly the factors are held back. */
    public Regularization regularization() {
        return regularization;
    }

    /** How much each item of a history counts. */
    public HistoryWeighting weighting() {
        return weighting;
    }

    /** What the weight of a history item is multiplied by. */
    public double weightScale() {
        return weightScale;
    }

    @Override
    public void score(History history, float[] scores) {
        scoreAll(List.of(history), new float[][] {scores});
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        for (float[] those : scores) {
            Require.atLeast("size of scores", those.length, items());
        }
        panels.of(factors, base.length)
                .multiply(histories.stream().map(this::user).toArray(float[][]::new), scores);
    }

    @Override
    public boolean dense() {
        return true;
    }

    /** The user's factor: the minimiser of the loss given the items. */
    float[] user(History history) {
        float[] user = new float[base.length];
        for (int i = 0; i < history.size(); i++) {
            Vectors.axpy(weight(history, i), factor(history, i), user);
        }
        equations(history).solve(user);
        return user;
    }

    @Override
    public Parts parts(History history) {
        NormalEquations equations = equations(history);
        float[][] solved = new float[history.size()][];
        for (int i = 0; i < solved.length; i++) {
            solved[i] = factor(history, i).clone();
            equations.solve(solved[i]);
        }
        return item -> {
            float[] factor = factors[Require.index("item", item, items())];
            double[] parts = new double[solved.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = weight(history, i) * Vectors.dot(solved[i], 0, factor, 0, factor.length);
            }
            return parts;
        };
    }

    private NormalEquations equations(History history) {
        double observed = 0;
        for (int i = 0; i < history.size(); i++) {
            observed += Math.abs(weight(history, i));
        }
        NormalEquations equations = new NormalEquations(base.length);
        equations.reset(base, regularization.ridge(observed, items()));
        for (int i = 0; i < history.size(); i++) {
            equations.add(factor(history, i), Math.abs(weight(history, i)));
        }
        equations.factorise();
        return equations;
    }

    private float[] factor(History history, int i) {
        return factors[Require.index("item", history.item(i), items())];
    }

    private float weight(History history, int i) {
        return weightScale * weighting.weight(history, i);
    }

    @Override
    public Optional<Model> withoutInteractionsOf(BitSet items) {
        return Optional.of(new MaskedItems(this, items));
    }

    @Override
    public boolean cold(int item) {
        return cold.get(Require.index("item", item, items()));
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }
}
