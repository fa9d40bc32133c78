// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/**
 * Chooses how much each of several vectors of an item counts, such as those of its text and of its picture: the best one alone
 * first, then others by a growing share, as far as {@link Content} gains on the holdout beyond doubt. An item that has only some
 * of the vectors is compared by those.
 */
public final class ModalityWeights {

    /** The phase that {@link #choose} goes through. */
    public static final String PHASE = "Weights";

    /** Shares of the cosine that one more vector is tried with. */
    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.75};

    /** A gain must be as many standard errors of the differences, so that a vector of noise gets no weight. */
    private static final double BEYOND_DOUBT = 2;

    private final Matrix features;
    private final int[] dimensions;
    private final Trials trials;
    private final Monitor monitor;

    /**
     * What was chosen.
     *
     * @param weights of each vector, at least 0; their squares, the shares of the cosine, sum to 1
     * @param ndcg the mean over the users measured, of lists of 20
     */
    public record Choice(List<Double> weights, double ndcg) {

        /** Copies the list. */
        public Choice {
            weights = List.copyOf(weights);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Tried(double[] shares, UserMetrics metrics) {
        double ndcg() {
            return metrics.mean().ndcg();
        }
    }

    private ModalityWeights(Matrix features, int[] dimensions, Trials trials, Monitor monitor) {
        this.features = features;
        this.dimensions = dimensions;
        this.trials = trials;
        this.monitor = monitor;
    }

    /**
     * Chooses the weights. The same at any concurrency.
     *
     * @param interactions all of which are likes
     * @param features [items, sum of the dimensions], the vectors of an item side by side, zeros where it lacks one
     * @param dimensions of each vector
     * @param options of these the validation fraction, the seed and the concurrency are read
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Choice choose(
            Interactions interactions, Matrix features, int[] dimensions, TrainingOptions options, Monitor monitor) {
        monitor.phase(PHASE, dimensions.length + (long) SHARES.length * (dimensions.length - 1));
        Holdout holdout = Holdout.of(interactions, options.validationFraction(), options.randomSeed());
        int[] users = new Task(interactions, features, options, monitor.withoutProgress())
                .sample(RankingEvaluation.usersOf(holdout.held()));
        Trials trials = new Trials(holdout, users, options.concurrency(), monitor);
        return new ModalityWeights(features, dimensions, trials, monitor).choose();
    }

    /** An upper bound on the heap {@link #choose} needs beyond its arguments, in bytes. */
    public static long peakBytes(long users, long items, long interactions, int dimension, int concurrency) {
        return 8 * 8 * (interactions + users + items)
                + 8L * items * dimension
                + 20 * items * concurrency
                + 200 * users
                + (1L << 24);
    }

    private Choice choose() {
        List<Tried> single = new ArrayList<>();
        for (int m = 0; m < dimensions.length; m++) {
            double[] shares = new double[dimensions.length];
            shares[m] = 1;
            single.add(tried(shares));
        }
        int[] order = IntStream.range(0, dimensions.length)
                .boxed()
                .sorted(Comparator.comparingDouble(m -> -single.get(m).ndcg()))
                .mapToInt(m -> m)
                .toArray();
        Tried best = single.get(order[0]);
        for (int next = 1; next < order.length; next++) {
            Tried with = null;
            for (double share : SHARES) {
                double[] shares = best.shares().clone();
                for (int m = 0; m < shares.length; m++) {
                    shares[m] *= 1 - share;
                }
                shares[order[next]] = share;
                Tried tried = tried(shares);
                with = with == null || tried.ndcg() > with.ndcg() ? tried : with;
            }
            best = with.metrics().standardErrorsAbove(best.metrics()) > BEYOND_DOUBT ? with : best;
        }
        return new Choice(Arrays.stream(best.shares()).map(Math::sqrt).boxed().toList(), best.ndcg());
    }

    private Tried tried(double[] shares) {
        Matrix weighted = new Matrix(
                features.rows(), features.columns(), features.values().clone());
        double[] lengths = Arrays.stream(shares).map(Math::sqrt).toArray();
        for (int row = 0; row < weighted.rows(); row++) {
            Vectors.scaleBlocks(weighted, row, dimensions, lengths);
        }
        Content content = new Content(weighted, trials.training().coldItems(), HistoryWeighting.NONE);
        UserMetrics metrics = trials.measure(content);
        monitor.advance(1);
        return new Tried(shares, metrics);
    }
}
