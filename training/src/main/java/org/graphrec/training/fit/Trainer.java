package org.graphrec.training.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Content;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Popularity;

/** Fits a model: splits off a holdout, tunes on it, and refits on everything with what was chosen. */
public final class Trainer {

    /** Users the trials are measured on: more would tell closer settings apart, and each trial takes longer in proportion. */
    private static final int MAX_USERS_MEASURED = 10_000;

    private static final double[] CONTENT_DECAYS = {0, 0.2, 0.5, 1, 2};

    private final Interactions interactions;
    private final Matrix features;
    private final TrainingOptions options;
    private final Monitor monitor;

    private Trainer(Interactions interactions, Matrix features, TrainingOptions options, Monitor monitor) {
        this.interactions = interactions;
        this.features = features;
        this.options = options;
        this.monitor = monitor;
    }

    /**
     * Fits a model to {@code interactions}.
     *
     * @param itemFeatures [items, dimension], any scale (rows are brought to unit length); a zero row is an item without
     *     text. Null when there are none
     * @throws IllegalArgumentException when a feature is not finite, or CONTENT is asked for without features
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Fit fit(Interactions interactions, Matrix itemFeatures, TrainingOptions options, Monitor monitor) {
        Matrix unit = null;
        if (itemFeatures != null) {
            Require.size("itemFeatures", itemFeatures.rows(), interactions.items());
            Require.finite("itemFeatures", itemFeatures.values());
            unit = Vectors.unitRows(itemFeatures);
        } else if (options.architecture() == Architecture.CONTENT) {
            throw new IllegalArgumentException("The architecture `content` needs item features, but there are none.");
        }
        return new Trainer(interactions, unit, options, monitor).fit();
    }

    /** An upper bound on the heap {@link #fit} needs beyond its arguments, in bytes; {@code featureDimension} 0 means none. */
    public static long peakBytes(
            int users, int items, int interactions, int featureDimension, TrainingOptions options) {
        return PeakMemory.bytes(users, items, interactions, featureDimension, options);
    }

    private Fit fit() {
        monitor.phase("Split", 1);
        Holdout holdout = Holdout.of(interactions, options.validationFraction(), options.randomSeed());
        int[] users = sample(RankingEvaluation.usersOf(holdout.held()));
        monitor.advance(1);
        Trials trials = new Trials(holdout, users, options.concurrency(), monitor);
        List<Contender> contenders = new ArrayList<>();
        if (wanted(Architecture.ITEM_GRAPH)) {
            contenders.add(new ItemGraphFit(features, options, monitor).tune(trials));
        }
        if (wanted(Architecture.CONTENT) && features != null) {
            contenders.add(content(trials));
        }
        if (wanted(Architecture.POPULARITY)) {
            contenders.add(popularity(trials));
        }
        Contender winner = contenders.get(0);
        for (Contender contender : contenders) {
            winner = contender.measured().ndcg() > winner.measured().ndcg() ? contender : winner;
        }
        return new Fit(
                winner.refit().apply(interactions),
                trials.list(),
                users.length == 0 ? Map.of() : metrics(winner.measured()),
                peakBytes(
                        interactions.users(),
                        interactions.items(),
                        interactions.size(),
                        features == null ? 0 : features.columns(),
                        options));
    }

    private boolean wanted(Architecture architecture) {
        return options.architecture() == architecture || options.architecture() == Architecture.AUTO;
    }

    /** At most {@link #MAX_USERS_MEASURED} of {@code users}, chosen at random. */
    private int[] sample(int[] users) {
        SplittableRandom random = new SplittableRandom(options.randomSeed());
        int size = Math.min(users.length, MAX_USERS_MEASURED);
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(users.length - i);
            int user = users[other];
            users[other] = users[i];
            users[i] = user;
        }
        return Arrays.copyOf(users, size);
    }

    private Contender content(Trials trials) {
        monitor.phase("Content", CONTENT_DECAYS.length);
        BitSet cold = cold(trials.training());
        HistoryWeighting best = null;
        RankingReport bestMeasured = null;
        for (double decay : interactions.timed() ? CONTENT_DECAYS : new double[] {0}) {
            HistoryWeighting weighting = new HistoryWeighting(decay, false);
            RankingReport measured =
                    trials.run(() -> new Content(features, cold, weighting)).mean();
            if (best == null || measured.ndcg() > bestMeasured.ndcg()) {
                best = weighting;
                bestMeasured = measured;
            }
            monitor.advance(1);
        }
        HistoryWeighting chosen = best;
        return new Contender(bestMeasured, all -> new Content(features, cold(all), chosen));
    }

    private static Contender popularity(Trials trials) {
        RankingReport measured =
                trials.run(() -> new Popularity(counts(trials.training()))).mean();
        return new Contender(measured, all -> new Popularity(counts(all)));
    }

    private static BitSet cold(Interactions interactions) {
        BitSet cold = new BitSet(interactions.items());
        int[] counts = counts(interactions);
        for (int item = 0; item < counts.length; item++) {
            cold.set(item, counts[item] == 0);
        }
        return cold;
    }

    private static int[] counts(Interactions interactions) {
        int[] counts = new int[interactions.items()];
        for (int item : interactions.byUser().targets()) {
            counts[item]++;
        }
        return counts;
    }

    private static Map<String, Double> metrics(RankingReport report) {
        return Map.of(
                "recall@" + report.k(), report.recall(),
                "ndcg@" + report.k(), report.ndcg(),
                "hitRate@" + report.k(), report.hitRate(),
                "mrr@" + report.k(), report.mrr());
    }
}
