// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.popularity;

import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.baseline.Biases;
import org.graphrec.training.baseline.RatingMethod;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/** The same for everybody, most interacted first: {@link Popularity}. */
public final class PopularityArchitecture implements Architecture {

    static final String NAME = "popularity";

    /** By the biases of user and item. */
    private static final RatingMethod RATINGS = new RatingMethod(
            (ratings, features, options, monitor) -> Biases.fit(ratings, options, monitor),
            (users, items, ratings, dimension, context, options) -> RatingMethod.graphBytes(users, items, ratings));

    @Override
    public String cypherName() {
        return NAME;
    }

    /** It is the same for everybody. */
    @Override
    public boolean sumsContext() {
        return true;
    }

    @Override
    public double expectedSeconds(Task task) {
        return 0;
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        Popularity model = Popularity.of(trials.training());
        RankingReport measured = trials.run(() -> model).mean();
        return new Candidate(model, measured, Popularity::of);
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of();
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of();
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common();
    }

    @Override
    public ModelFormat<Popularity> format() {
        return new PopularityFormat();
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.NOT_PERSONALISED).withRatings(RATINGS));
    }
}
