// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.rp3beta;

import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.ItemGraphFormat;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/** {@link RandomWalks} whose two exponents are chosen on the holdout. */
public final class Rp3BetaArchitecture implements Architecture {

    static final String NAME = "rp3beta";

    private static final String TUNING = "Random walks";

    /** Of two exponents, over about two rounds. */
    private static final int EXPECTED_TRIALS = 15;

    private static final double[] ALPHAS = {0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4};

    private static final double[] BETAS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};

    @Override
    public String cypherName() {
        return NAME;
    }

    /** {@code itemGraph} has the same co-occurrences as one of its terms. */
    @Override
    public boolean automatic(Inputs inputs) {
        return false;
    }

    @Override
    public double expectedSeconds(Task task) {
        return task.coOccurrenceSeconds(EXPECTED_TRIALS);
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        task.monitor().phase(TUNING, EXPECTED_TRIALS);
        RandomWalks walks = new RandomWalks(trials.training(), task.options().concurrency(), task.monitor());
        RandomWalks.Parameters start = new RandomWalks.Parameters(0.6, 0.3, task.edgesPerItem());
        if (trials.pointless()) {
            return Candidate.untuned(walks.graph(start), all -> refit(task, all, start));
        }
        Ascent<RandomWalks.Parameters> ascent = new Ascent<>(trials, walks::graph, start, task.monitor());
        ascent.rounds(() -> {
            ascent.walk(BETAS, ascent.best().beta(), beta -> ascent.best().withBeta(beta));
            ascent.walk(ALPHAS, ascent.best().alpha(), alpha -> ascent.best().withAlpha(alpha));
        });
        RandomWalks.Parameters best = ascent.best();
        return new Candidate(ascent.model(), ascent.measured(), all -> refit(task, all, best));
    }

    private static ItemGraph refit(Task task, Interactions all, RandomWalks.Parameters parameters) {
        task.monitor().phase("Fit", 1);
        ItemGraph graph = new RandomWalks(all, task.options().concurrency(), task.monitor()).graph(parameters);
        task.monitor().advance(1);
        return graph;
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of(TUNING);
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of("Fit");
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common() + size.itemGraph() + size.neighbours();
    }

    @Override
    public ModelFormat<ItemGraph> format() {
        return new ItemGraphFormat(NAME);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.ITEM_BASED).onlyWhenNamed());
    }
}
