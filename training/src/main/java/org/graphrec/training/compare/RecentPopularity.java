// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.RecentCounts;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * What was popular in the last seven days before the training ended; where times are no dates, in the last twentieth of the
 * interactions. The same for everybody, and a strong row wherever tastes follow the season. It is compared, and not served.
 */
final class RecentPopularity implements Architecture {

    static final String NAME = "recentPopularity";

    /** Counts of the interactions of the last days alone. */
    static Popularity of(Interactions interactions) {
        return new Popularity(new RecentCounts(interactions).ofAll());
    }

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
    public Optional<String> refusal(Task task) {
        return task.interactions().timed()
                ? Optional.empty()
                : Optional.of(
                        "The architecture `" + NAME + "` needs to know when interactions happened. Name their time"
                                + " with `relationshipTimeProperty`, and use another split than `random`.");
    }

    @Override
    public double expectedSeconds(Task task) {
        return 0;
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        return Candidate.untuned(Popularity.of(trials.training()), RecentPopularity::of);
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
    public ModelFormat<?> format() {
        return Architectures.of("popularity").format();
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.NOT_PERSONALISED));
    }
}
