package org.graphrec.training.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.ItemClasses;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Blend;
import org.graphrec.training.model.ColdScores;
import org.graphrec.training.model.Content;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.spi.HeadTrainer;

/** Fits a model: splits off a holdout, tunes on it, and refits on everything with what was chosen. */
public final class Trainer {

    /** Steps that a trial may take: more users would tell closer settings apart, and it would take longer in proportion. */
    private static final double STEPS_MEASURED = 1.5e8;

    private static final int LEAST_USERS_MEASURED = 2_000;

    private final Task task;

    private Trainer(Task task) {
        this.task = task;
    }

    /**
     * Fits a model to {@code interactions}, each of which is a like.
     *
     * @param interactions with weights above 0, or without; the caller leaves out what is seen and not liked
     * @param itemFeatures [items, dimension], any scale (rows are brought to unit length); a zero row is an item without
     *     text. Null when there are none
     * @throws IllegalArgumentException when a weight is 0 or below, a feature is not finite, or the architecture asked for cannot be fitted to this
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Fit fit(Interactions interactions, Matrix itemFeatures, TrainingOptions options, Monitor monitor) {
        return fit(interactions, itemFeatures, null, options, monitor);
    }

    /**
     * As {@link #fit(Interactions, Matrix, TrainingOptions, Monitor)}, for a head that also learns what class an item is of.
     *
     * @param itemClasses of the items; null when there are none
     */
    public static Fit fit(
            Interactions interactions,
            Matrix itemFeatures,
            ItemClasses itemClasses,
            TrainingOptions options,
            Monitor monitor) {
        requireLikes(interactions);
        if (itemClasses != null) {
            Require.size("itemClasses", itemClasses.items(), interactions.items());
        }
        Matrix unit = null;
        if (itemFeatures != null) {
            Require.size("itemFeatures", itemFeatures.rows(), interactions.items());
            Require.finite("itemFeatures", itemFeatures.values());
            unit = Vectors.unitRows(itemFeatures);
        }
        return new Trainer(new Task(interactions, unit, itemClasses, options, monitor)).fit();
    }

    /** A model that ranks learns from likes: a weight of 0 or below would be taken for one, or turn sums around. */
    private static void requireLikes(Interactions interactions) {
        Csr byUser = interactions.byUser();
        for (int edge = 0; edge < byUser.edges(); edge++) {
            if (!(byUser.weight(edge) > 0)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The weight of an interaction must be greater than 0 for a model that ranks but was `%s`. Leave"
                                + " out what is not liked, or fit ratings, which may be any number.",
                        byUser.weight(edge)));
            }
        }
    }

    /** An upper bound on the heap {@link #fit} needs beyond its arguments, in bytes; {@code featureDimension} 0 means none. */
    public static long peakBytes(
            int users, int items, int interactions, int featureDimension, TrainingOptions options) {
        return PeakMemory.bytes(users, items, interactions, featureDimension, options);
    }

    /** An upper bound on the memory outside the heap that {@link #fit} needs, in bytes; 0 where no head is trained. */
    public static long nativeBytes(int items, int featureDimension, TrainingOptions options) {
        return HeadTrainer.find().stream()
                .flatMapToLong(trainer -> options.heads().stream()
                        .mapToLong(kind ->
                                trainer.nativeBytes(items, featureDimension, HeadFitter.options(options, kind))))
                .max()
                .orElse(0);
    }

    /** Of how many users the trials are measured on: each takes a step for every item, and for every edge from his history. */
    static int usersMeasured(Task task) {
        double history = (double) task.interactions().size() / Math.max(1, task.users());
        double steps = task.items() + history * Math.min(task.items(), task.edgesPerItem());
        return (int) Math.min(task.users(), Math.max(LEAST_USERS_MEASURED, STEPS_MEASURED / Math.max(1, steps)));
    }

    private Fit fit() {
        List<Fitter> fitters = fitters();
        TrainingOptions options = task.options();
        task.monitor().phase("Split", 1);
        Holdout holdout = Holdout.of(task.interactions(), options.validationFraction(), options.randomSeed());
        int[] users = sample(RankingEvaluation.usersOf(holdout.held()), task);
        task.monitor().advance(1);
        Trials trials = new Trials(holdout, users, options.concurrency(), task.monitor());
        List<Contender> contenders = new ArrayList<>();
        for (Fitter fitter : fitters) {
            contenders.add(fitter.tune(task, trials));
        }
        Contender winner = fused(best(contenders, trials), contenders, trials);
        // before cold items are scored: the model of the trials is at hand
        double queryWeight = QueryWeight.of(winner.model(), task, trials);
        winner = reachingColdItems(winner, trials);
        return new Fit(
                winner.refit().apply(task.interactions()),
                trials.list(),
                users.length == 0 ? Map.of() : metrics(winner.measured()),
                queryWeight,
                peakBytes(
                        task.users(),
                        task.items(),
                        task.interactions().size(),
                        task.features() == null ? 0 : task.features().columns(),
                        options));
    }

    /** The best of the contenders, which come in the order in which they are preferred while there is doubt. */
    private static Contender best(List<Contender> contenders, Trials trials) {
        Contender best = contenders.get(0);
        if (contenders.size() < 2 || trials.pointless()) {
            return best;
        }
        UserMetrics metrics = trials.measure(best.model());
        for (Contender contender : contenders.subList(1, contenders.size())) {
            UserMetrics others = trials.measure(contender.model());
            if (trials.beyondDoubt(others, metrics)) {
                best = contender;
                metrics = others;
            }
        }
        return best;
    }

    /** The contenders fused, when users who had no say in the weights are better served by that; else the winner. */
    private Contender fused(Contender winner, List<Contender> contenders, Trials trials) {
        if (contenders.size() < 2 || trials.pointless()) {
            return winner;
        }
        // popularity owes nothing to a history, so that the reasons for a score would not add up to it
        List<Contender> parts = contenders.stream()
                .filter(contender -> !(contender.model() instanceof Popularity))
                .collect(Collectors.toCollection(ArrayList::new));
        for (Contender contender : contenders) {
            if (contender.model() instanceof Content) {
                parts.addAll(ContentFitter.powers(contender));
            }
        }
        Contender fused = Fusion.of(parts, trials.some(0, 2), task.options().concurrency(), task.monitor());
        if (fused == null) {
            return winner;
        }
        Trials others = trials.some(1, 2);
        UserMetrics measured = others.run(fused::model);
        return measured.standardErrorsAbove(others.measure(winner.model())) > 0
                ? new Contender(fused.model(), measured.mean(), fused.refit())
                : winner;
    }

    /** The contender with cold items scored by their texts, where there are texts and that serves these better. */
    private Contender reachingColdItems(Contender contender, Trials trials) {
        if (!automatic() || task.features() == null) {
            return contender;
        }
        ColdScores.Weights weights = ColdTrials.choose(contender, task, trials);
        if (weights == null) {
            return contender;
        }
        return new Contender(null, contender.measured(), all -> {
            Model model = contender.refit().apply(all);
            List<Blend.Part> parts =
                    model instanceof Blend blend ? blend.parts() : List.of(new Blend.Part(model, 1, 1));
            BitSet cold = new BitSet(model.items());
            for (int item = 0; item < model.items(); item++) {
                cold.set(item, model.cold(item));
            }
            return new Blend(
                    parts,
                    ColdScores.fit(
                            task.features(), cold, weights, task.options().concurrency(), task.monitor()));
        });
    }

    private boolean automatic() {
        Architecture asked = task.options().architecture();
        return asked == Architecture.AUTO || asked == Architecture.BLEND;
    }

    /** What to tune: the one asked for, or all that can be fitted to this. */
    private List<Fitter> fitters() {
        Architecture asked = task.options().architecture();
        if (automatic()) {
            double seconds = 0;
            List<Fitter> affordable = new ArrayList<>();
            for (Fitter fitter : Fitters.ALL) {
                if (fitter.automatic(task) && fitter.refusal(task).isEmpty()) {
                    double more = fitter.expectedSeconds(task);
                    if (affordable.isEmpty() || seconds + more <= task.options().timeBudgetSeconds()) {
                        affordable.add(fitter);
                        seconds += more;
                    }
                }
            }
            for (HeadKind kind : task.options().heads()) {
                affordable.add(asked(Architecture.of(kind.cypherName())));
            }
            return affordable;
        }
        return List.of(asked(asked));
    }

    private Fitter asked(Architecture architecture) {
        Fitter one = Fitters.ALL.stream()
                .filter(fitter -> fitter.architecture() == architecture)
                .findFirst()
                .orElseThrow();
        one.refusal(task).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        return one;
    }

    /** As many of {@code users} as are measured, chosen at random. */
    static int[] sample(int[] users, Task task) {
        SplittableRandom random = new SplittableRandom(task.options().randomSeed());
        int size = Math.min(users.length, usersMeasured(task));
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(users.length - i);
            int user = users[other];
            users[other] = users[i];
            users[i] = user;
        }
        return Arrays.copyOf(users, size);
    }

    private static Map<String, Double> metrics(RankingReport report) {
        return Map.of(
                "recall@" + report.k(), report.recall(),
                "ndcg@" + report.k(), report.ndcg(),
                "hitRate@" + report.k(), report.hitRate(),
                "mrr@" + report.k(), report.mrr());
    }
}
