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
 * @param runnersUp others that were found on the way and may join a sum with it
 */
public record Candidate(
        Model model, RankingReport measured, Function<Interactions, Model> refit, List<Candidate> runnersUp) {

    /** Copies the list. */
    public Candidate {
        runnersUp = List.copyOf(runnersUp);
    }

    /** Without others. */
    public Candidate(Model model, RankingReport measured, Function<Interactions, Model> refit) {
        this(model, measured, refit, List.of());
    }

    /** Where no holdout tells: with the default parameters. */
    public static Candidate untuned(Model model, Function<Interactions, Model> refit) {
        return new Candidate(model, RankingReport.NONE, refit);
    }
}
