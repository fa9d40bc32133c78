package org.graphrec.training.architecture.ease;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.ItemGraphFormat;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * A linear model in closed form that learns what items add to each other: an {@link ItemGraph} with edges of either sign. Chooses
 * the ridge of {@link Ease}, the weight of users, and how many edges are needed.
 */
public final class EaseArchitecture implements Architecture {

    static final String NAME = "ease";

    /** The inverse takes n^3 operations and n^2 / 2 floats: minutes and a gigabyte at this size. */
    static final int MAX_ITEMS = 20_000;

    /** Edges that a model may have; while there are fewer pairs than that, all may be kept. */
    private static final int MAX_EDGES = 20_000_000;

    private static final int EXPECTED_INVERSES = 7;

    /** Standard errors that a loss may have and count for none. */
    private static final double NOTHING = 1;

    private static final double[] LAMBDAS = {10, 30, 100, 200, 400, 800, 1500, 3000, 6000};

    private static final double[] USER_EXPONENTS = {0, 0.5, 0.75, 1};

    private static final Ease.Parameters UNTUNED = new Ease.Parameters(400, 0.5, 1);

    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return task.items() <= MAX_ITEMS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The architecture `ease` takes at most %d items but there are %d; `itemGraph` takes any"
                                + " number.",
                        MAX_ITEMS,
                        task.items()));
    }

    @Override
    public double expectedSeconds(Task task) {
        double items = task.items();
        return EXPECTED_INVERSES * items * items * items / 4e10;
    }

    /** Edges per item when all that may be kept are. */
    static int most(int items, int topK) {
        return Math.max(1, Math.min(items - 1, Math.max(topK, MAX_EDGES / Math.max(1, items))));
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        int most = most(task.items(), task.edgesPerItem());
        task.monitor().phase("Ease", EXPECTED_INVERSES);
        Ease ease = new Ease(trials.training(), task.options().concurrency(), task.monitor());
        Ease.Parameters start = new Ease.Parameters(UNTUNED.lambda(), UNTUNED.userExponent(), most);
        if (trials.pointless()) {
            return Candidate.untuned(build(ease, start), all -> refit(task, all, start));
        }
        Ascent<Ease.Parameters> ascent =
                new Ascent<>(trials, parameters -> build(ease, parameters), start, task.monitor());
        ascent.walk(
                LAMBDAS,
                start.lambda(),
                lambda -> new Ease.Parameters(lambda, ascent.best().userExponent(), most));
        ascent.walk(
                USER_EXPONENTS,
                start.userExponent(),
                exponent -> new Ease.Parameters(ascent.best().lambda(), exponent, most));
        // fewer edges where that costs nothing: the model is smaller and faster
        Ease.Parameters whole = ascent.best();
        SymmetricInverse inverse = ease.inverse(whole.lambda(), whole.userExponent());
        Ease.Parameters chosen = whole;
        ItemGraph best = ease.graph(inverse, whole);
        UserMetrics wholeMeasured = trials.measure(best);
        RankingReport measured = wholeMeasured.mean();
        for (int count = task.edgesPerItem(); count < most; count *= 2) {
            Ease.Parameters fewer = new Ease.Parameters(whole.lambda(), whole.userExponent(), count);
            ItemGraph pruned = ease.graph(inverse, fewer);
            UserMetrics prunedMeasured = trials.run(() -> pruned);
            if (wholeMeasured.standardErrorsAbove(prunedMeasured) < NOTHING) {
                best = pruned;
                chosen = fewer;
                measured = prunedMeasured.mean();
                break;
            }
        }
        Ease.Parameters parameters = chosen;
        return new Candidate(best, measured, all -> refit(task, all, parameters));
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of("Ease");
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of("Fit");
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.all() + additionalBytes(size);
    }

    @Override
    public ModelFormat<ItemGraph> format() {
        return new ItemGraphFormat(NAME);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.MODEL_BASED).onlyWhenNamed());
    }

    /** The matrix, and the models of two trials with the most edges. */
    @Override
    public long additionalBytes(FitSize size) {
        if (size.items() > MAX_ITEMS) {
            return 0;
        }
        int items = (int) size.items();
        return SymmetricInverse.bytes(items)
                + size.items() * most(items, size.options().edgesPerItem(items)) * 8L * Float.BYTES;
    }

    private static ItemGraph refit(Task task, Interactions all, Ease.Parameters parameters) {
        task.monitor().phase("Fit", 1);
        ItemGraph graph = build(new Ease(all, task.options().concurrency(), task.monitor()), parameters);
        task.monitor().advance(1);
        return graph;
    }

    private static ItemGraph build(Ease ease, Ease.Parameters parameters) {
        SymmetricInverse inverse = ease.inverse(parameters.lambda(), parameters.userExponent());
        return ease.graph(inverse, parameters);
    }
}
