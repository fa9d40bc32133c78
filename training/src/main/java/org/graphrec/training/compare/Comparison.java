// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Fits every method to the same training parts and measures it on what was held out. Nothing of that reaches a fit: neither pairs
 * nor ratings nor times; the texts of all items do, as they would when an item is new. Each method chooses its hyper-parameters on a
 * part of the training part.
 */
public final class Comparison {

    private static final int EXAMPLES = 3;

    private static final long EXAMPLES_SEED = 0x5EED;

    private final InteractionLog log;
    private final Matrix features;
    private final ComparisonOptions options;
    private final Monitor monitor;
    private final List<ComparedModel> compared;
    private final List<Example> examples = new ArrayList<>();

    private Comparison(InteractionLog log, Matrix features, ComparisonOptions options, Monitor monitor) {
        this.log = log;
        this.features = features;
        this.options = options;
        this.monitor = monitor;
        this.compared = options.methods().stream()
                .map(method -> new ComparedModel(method, options))
                .toList();
    }

    /**
     * Compares methods.
     *
     * @param features [items, dimension] vectors of the items' texts, a zero row for an item without; null when there are none. They
     *     must not come from the interactions of the log, or what is held out leaks through them
     * @throws IllegalArgumentException when a method or a metric needs what the data do not have
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static ComparisonReport run(
            InteractionLog log, Matrix features, ComparisonOptions options, Monitor monitor) {
        if (features != null) {
            Require.size("features", features.rows(), log.items());
        }
        if (options.rated() && !log.rated()) {
            throw new IllegalArgumentException(
                    "The metrics `rmse`, `mae` and `accuracy` need ratings, but the interactions have none.");
        }
        return new Comparison(log, features, options, monitor).run();
    }

    /** The phases that {@link #run} goes through, in order. */
    public static List<String> phases(ComparisonOptions options) {
        return IntStream.rangeClosed(1, options.rounds())
                .boxed()
                .flatMap(round -> options.methods().stream().map(method -> phase(method, round, options)))
                .toList();
    }

    private static String phase(ComparisonMethod method, int round, ComparisonOptions options) {
        return method.cypherName() + (options.rounds() > 1 ? " " + round + " of " + options.rounds() : "");
    }

    /** An upper bound on the heap that {@link #run} needs beyond its arguments, in bytes. */
    public static long peakBytes(
            int users, int items, int interactions, int dimension, Context context, ComparisonOptions options) {
        // for every fold two parts and a history of both, with ratings or without, and the scores and marks of each
        // thread
        long parts = options.split().folds() * 3L * (16L * interactions + 8L * ((long) users + items));
        long threads = options.training().concurrency() * 16L * items;
        long tallies = options.methods().size() * 2L * MetricSums.bytes(users) + Bootstrap.bytes(users);
        long fits = options.methods().stream()
                .mapToLong(method -> fitBytes(method, users, items, interactions, dimension, context, options))
                .max()
                .orElse(0);
        return parts + threads + tallies + fits;
    }

    /** An upper bound on the memory outside the heap, in bytes; 0 where no head is among the methods. */
    public static long nativeBytes(int items, int dimension, ComparisonOptions options) {
        return options.methods().stream()
                .flatMap(method -> method.ranking().stream())
                .mapToLong(architecture -> architecture.nativeBytes(items, dimension))
                .max()
                .orElse(0);
    }

    private static long fitBytes(
            ComparisonMethod method,
            int users,
            int items,
            int interactions,
            int dimension,
            Context context,
            ComparisonOptions options) {
        TrainingOptions training = options.training();
        long ranking = method.ranking()
                .filter(architecture -> options.ranked())
                .map(architecture ->
                        Trainer.peakBytes(architecture, users, items, interactions, dimension, context, training))
                .orElse(0L);
        long rating = method.ratings()
                .filter(ratings -> options.rated())
                .map(ratings -> ratings.memory().peakBytes(users, items, interactions, dimension, context, training))
                .orElse(0L);
        return Math.max(ranking, rating);
    }

    private ComparisonReport run() {
        int round = 0;
        for (long seed : options.seeds()) {
            for (Partition partition : Partition.of(log, options.split(), seed)) {
                round++;
                enter(partition, seed, round);
            }
        }
        List<ComparisonRow> rows = new ArrayList<>();
        Bootstrap bootstrap = new Bootstrap(
                log.users(), options.seeds().get(0), options.training().concurrency(), monitor);
        for (Segment segment : Segment.values()) {
            rows.addAll(rows(segment, bootstrap));
        }
        return new ComparisonReport(
                rows,
                compared.stream().flatMap(model -> model.curves().stream()).toList(),
                examples,
                log.users(),
                log.items(),
                log.size());
    }

    private void enter(Partition partition, long seed, int round) {
        Measurement measurement =
                new Measurement(partition, options.k(), seed, options.training().concurrency(), monitor);
        int[] shown = round == 1 && options.ranked() ? shown(partition) : new int[0];
        for (ComparedModel model : compared) {
            monitor.phase(phase(model.method(), round, options), 1);
            model.enter(partition, measurement, features, seed, shown, monitor.withoutProgress());
            monitor.advance(1);
        }
        for (int i = 0; i < shown.length; i++) {
            examples.add(example(partition, shown[i], i));
        }
    }

    /** A few users with a history and something held out, at random but the same for every seed. */
    private static int[] shown(Partition partition) {
        int[] users = Arrays.stream(RankingEvaluation.usersOf(partition.held()))
                .filter(user -> partition.training().byUser().degree(user) > 0)
                .toArray();
        SplittableRandom random = new SplittableRandom(EXAMPLES_SEED);
        return IntStream.range(0, Math.min(EXAMPLES, users.length))
                .map(i -> {
                    int from = users.length * i / EXAMPLES;
                    int to = Math.max(from + 1, users.length * (i + 1) / EXAMPLES);
                    return users[from + random.nextInt(to - from)];
                })
                .distinct()
                .toArray();
    }

    private Example example(Partition partition, int user, int position) {
        Map<ComparisonMethod, List<Integer>> lists = new LinkedHashMap<>();
        for (ComparedModel model : compared) {
            if (!model.examples().isEmpty()) {
                lists.put(
                        model.method(),
                        Arrays.stream(model.examples().get(position)).boxed().toList());
            }
        }
        return new Example(
                user,
                items(partition.known(user)),
                new HashSet<>(items(partition.held().history(user))),
                lists);
    }

    private static List<Integer> items(History history) {
        return IntStream.range(0, history.size()).mapToObj(history::item).toList();
    }

    private List<ComparisonRow> rows(Segment segment, Bootstrap bootstrap) {
        List<ComparisonRow> rows = new ArrayList<>();
        Map<Metric, ComparedModel> references = new EnumMap<>(Metric.class);
        for (Metric metric : options.metrics()) {
            ComparedModel reference = reference(metric, segment);
            if (reference != null) {
                references.put(metric, reference);
            }
        }
        for (ComparedModel model : compared) {
            MetricSums tally = model.tally(segment);
            if (tally != null) {
                rows.add(row(model, segment, tally, references, bootstrap));
            }
        }
        return rows;
    }

    private ComparedModel reference(Metric metric, Segment segment) {
        ComparedModel best = null;
        for (ComparedModel model : compared) {
            MetricSums tally = model.tally(segment);
            if (tally == null || !tally.measured(metric)) {
                continue;
            }
            if (model.method().equals(options.baseline())) {
                return model;
            }
            double gain =
                    best == null ? 0 : tally.value(metric) - best.tally(segment).value(metric);
            if (best == null || (metric.higherIsBetter() ? gain > 0 : gain < 0)) {
                best = model;
            }
        }
        return options.baseline() == null ? best : null;
    }

    private ComparisonRow row(
            ComparedModel model,
            Segment segment,
            MetricSums tally,
            Map<Metric, ComparedModel> references,
            Bootstrap bootstrap) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
        Map<Metric, Double> pValues = new EnumMap<>(Metric.class);
        Map<Metric, ComparisonMethod> comparedWith = new EnumMap<>(Metric.class);
        Set<Metric> metrics = new HashSet<>(options.metrics());
        metrics.removeIf(metric -> !tally.measured(metric));
        for (Metric metric : metrics) {
            values.put(metric, tally.value(metric));
            if (metric.perUser()) {
                intervals.put(metric, bootstrap.of(tally.sums(metric), tally.counts(metric), metric == Metric.RMSE));
                ComparedModel reference = references.get(metric);
                if (reference != null && reference != model) {
                    comparedWith.put(metric, reference.method());
                    pValues.put(
                            metric,
                            PairedTest.pValue(
                                    tally.sums(metric), reference.tally(segment).sums(metric), tally.counts(metric)));
                }
            }
        }
        return new ComparisonRow(
                model.method(),
                segment,
                tally.users(),
                tally.heldOut(),
                values,
                intervals,
                pValues,
                comparedWith,
                model.likeThreshold(),
                model.fitMillis(),
                fitBytes(
                        model.method(),
                        log.users(),
                        log.items(),
                        log.size(),
                        features == null ? 0 : features.columns(),
                        log.context(),
                        options),
                model.parameters());
    }
}
