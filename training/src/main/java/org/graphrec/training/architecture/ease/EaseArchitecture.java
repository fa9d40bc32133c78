// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

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
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/**
 * A linear model in closed form that learns what items add to each other: an {@link ItemGraph} with edges of either sign. While its
 * inverse takes at most half of the budgets of time and memory it is exact, {@link Ease}; for more items each is predicted from a few
 * others, {@link SparseEase}.
 */
public final class EaseArchitecture implements Architecture {

    static final String NAME = "ease";

    private static final double[] LAMBDAS = {10, 30, 100, 200, 400, 800, 1500, 3000, 6000};

    private static final double[] USER_EXPONENTS = {0, 0.5, 0.75, 1};

    /** The inverse takes n^3 operations and n^2 / 2 floats: minutes and a gigabyte at this size. */
    private static final int MAX_ITEMS = 20_000;

    private static final String TUNING = "Ease";

    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public double expectedSeconds(Task task) {
        return exact(task.items(), task.options()) ? ExactTuning.seconds(task.items()) : SparseTuning.seconds(task);
    }

    /** Whether there is time and memory for the inverse. */
    static boolean exact(long items, TrainingOptions options) {
        return items <= MAX_ITEMS
                && ExactTuning.seconds((double) items) <= options.timeBudgetSeconds() / 2
                && SymmetricInverse.bytes(items) <= options.memoryBudgetBytes() / 2;
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        boolean exact = exact(task.items(), task.options());
        task.monitor().phase(TUNING, exact ? ExactTuning.EXPECTED_TRIALS : SparseTuning.EXPECTED_TRIALS);
        return exact ? ExactTuning.tune(task, trials) : SparseTuning.tune(task, trials);
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
        return size.all() + additionalBytes(size);
    }

    /** What a fit of either kind holds beside what any does. */
    @Override
    public long additionalBytes(FitSize size) {
        return exact(size.items(), size.options()) ? ExactTuning.bytes(size) : SparseTuning.bytes(size);
    }

    @Override
    public ModelFormat<ItemGraph> format() {
        return new ItemGraphFormat(NAME);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.MODEL_BASED).onlyWhenNamed());
    }

    /** Chooses the ridge, and how much users with many items count. */
    static void walk(Ascent<Ease.Parameters> ascent) {
        ascent.walk(LAMBDAS, ascent.best().lambda(), lambda -> ascent.best().withLambda(lambda));
        ascent.walk(
                USER_EXPONENTS,
                ascent.best().userExponent(),
                exponent -> ascent.best().withUserExponent(exponent));
    }

    /** Fits to all interactions, as one step of progress. */
    static ItemGraph refit(Task task, Interactions all, boolean exact, Ease.Parameters parameters) {
        task.monitor().phase("Fit", 1);
        int concurrency = task.options().concurrency();
        ItemGraph graph = exact
                ? new Ease(all, concurrency, task.monitor()).graph(parameters)
                : new SparseEase(all, concurrency, task.monitor()).graph(parameters);
        task.monitor().advance(1);
        return graph;
    }
}
