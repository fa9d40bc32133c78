// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import java.util.List;
import java.util.function.Function;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Model;

/**
 * An architecture with its best parameters.
 *
 * @param model with these parameters, fitted to the training part of the trials
 * @param measured what it measured on the holdout
 * @param refit fits a model with these parameters to other interactions
 * @param weight in a sum with others, relative to the main part; NaN: chosen on the holdout
 * @param runnersUp others that were found on the way and may join a sum with it
 */
public record Candidate(
        Model model,
        RankingReport measured,
        Function<Interactions, Model> refit,
        double weight,
        List<Candidate> runnersUp) {

    /** Copies the list. */
    public Candidate {
        runnersUp = List.copyOf(runnersUp);
    }

    /** With a weight in sums, without others. */
    public Candidate(Model model, RankingReport measured, Function<Interactions, Model> refit, double weight) {
        this(model, measured, refit, weight, List.of());
    }

    /** With a weight that is chosen on the holdout. */
    public Candidate(Model model, RankingReport measured, Function<Interactions, Model> refit) {
        this(model, measured, refit, Double.NaN);
    }

    /** The same with others that may join a sum with it. */
    public Candidate with(List<Candidate> others) {
        return new Candidate(model, measured, refit, weight, others);
    }

    /** True when its weight in a sum is given. */
    public boolean weighted() {
        return !Double.isNaN(weight);
    }

    /** Where no holdout tells: with the default parameters. */
    public static Candidate untuned(Model model, Function<Interactions, Model> refit) {
        return new Candidate(model, RankingReport.NONE, refit);
    }
}
