// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemknn.ItemKnn;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Tells likes from what is merely seen where weights are marks on a scale, such as stars: each mark is tried as the lowest that is a
 * like. Item neighbours with fixed settings learn from the likes of a training part alone and rank what was held out, likes or not; all
 * marks are asked the same question, in which a held-out item gains what share of all interactions has a lower mark.
 */
public final class LikeThreshold {

    /** Weights of more different values are amounts, such as counts, and no marks. */
    public static final int MOST_MARKS = 20;

    /** The phase that {@link #choose} goes through. */
    public static final String PHASE = "Threshold";

    private static final int MOST_CANDIDATES = 10;

    /** With fewer, one standard error is a guess. */
    private static final int LEAST_USERS = 30;

    private static final int K = 20;

    private static final int USERS_PER_BLOCK = 32;

    private final Holdout holdout;
    private final int[] users;
    private final double[] marks;
    private final double[] gains;
    private final TrainingOptions options;
    private final Monitor monitor;

    /**
     * What was chosen.
     *
     * @param threshold an interaction of this weight or more is a like; NaN where weights are no marks, or too few users are left to
     *     tell: then all are likes whose weight is above 0
     * @param trials of each threshold tried, the lowest first; empty without a choice
     */
    public record Choice(double threshold, List<Attempt> trials) {

        /** Copies the list. */
        public Choice {
            trials = List.copyOf(trials);
        }

        /** Whether everything with a weight above 0 is a like. */
        public boolean everything() {
            return Double.isNaN(threshold) || threshold == trials.get(0).threshold();
        }
    }

    /**
     * How one threshold did.
     *
     * @param threshold the lowest weight that was a like
     * @param ndcg the mean over users, from 0 to 1, of lists of 20
     * @param standardError of that mean
     * @param likes how many of all interactions are likes
     */
    public record Attempt(double threshold, double ndcg, double standardError, long likes) {}

    private LikeThreshold(Interactions all, double[] marks, TrainingOptions options, Monitor monitor) {
        this.holdout = Holdout.of(all, options.validationFraction(), options.randomSeed());
        this.users = new Task(all, null, options, monitor.withoutProgress())
                .sample(RankingEvaluation.usersOf(holdout.held()));
        this.marks = marks;
        this.gains = gains(all, marks);
        this.options = options;
        this.monitor = monitor;
    }

    /**
     * Chooses a threshold, among at most {@value #MOST_CANDIDATES} of the weights above 0. Within one standard error of the best, by
     * the differences of each user, the lowest is taken: what is a like must be told from data before it is left out. The same at any
     * concurrency.
     *
     * @param all interactions with any weights; 0 and below are never likes
     * @param options of these the validation fraction, topK, the seed and the concurrency are read
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Choice choose(Interactions all, TrainingOptions options, Monitor monitor) {
        double[] marks = marks(all);
        double[] candidates = candidates(all, marks);
        monitor.phase(PHASE, Math.max(1, candidates.length));
        if (candidates.length == 0) {
            return new Choice(Double.NaN, List.of());
        }
        LikeThreshold search = new LikeThreshold(all, marks, options, monitor);
        return search.users.length < LEAST_USERS ? new Choice(Double.NaN, List.of()) : search.choose(all, candidates);
    }

    /** An upper bound on the heap {@link #choose} needs beyond its arguments, in bytes. */
    public static long peakBytes(long users, long items, long interactions, TrainingOptions options) {
        // the holdout, the likes of its training part and their transposes, with places
        long graphs = 7 * 8 * (interactions + users + items);
        long edges = items * Math.min(items, options.edgesPerItem((int) items));
        // the edges kept, as rows and as a matrix, and the matrix before
        long graph = 3 * 8 * edges + items * 4 * 24;
        long threads = 20 * items * options.concurrency() + (1L << 24);
        return graphs + graph + threads + 8L * MOST_CANDIDATES * users;
    }

    /** The different weights, ascending; none where they are no marks. */
    private static double[] marks(Interactions all) {
        TreeSet<Double> marks = new TreeSet<>();
        Csr byUser = all.byUser();
        for (int edge = 0; edge < byUser.edges() && marks.size() <= MOST_MARKS; edge++) {
            // 0 and -0 are one mark
            marks.add(byUser.weight(edge) + 0.0);
        }
        return marks.size() < 2 || marks.size() > MOST_MARKS
                ? new double[0]
                : marks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The marks above 0; where they are many, those at even steps through the interactions that have them. */
    private static double[] candidates(Interactions all, double[] marks) {
        double[] above = Arrays.stream(marks).filter(mark -> mark > 0).toArray();
        if (above.length <= MOST_CANDIDATES) {
            return above;
        }
        long[] counts = counts(all, above);
        long total = Arrays.stream(counts).sum();
        TreeSet<Double> taken = new TreeSet<>();
        long below = 0;
        int step = 0;
        for (int mark = 0; mark < above.length; mark++) {
            below += counts[mark];
            if (below * MOST_CANDIDATES > step * total) {
                taken.add(above[mark]);
                step = (int) (below * MOST_CANDIDATES / total) + (below * MOST_CANDIDATES % total == 0 ? 0 : 1);
            }
        }
        return taken.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static long[] counts(Interactions all, double[] marks) {
        long[] counts = new long[marks.length];
        for (int edge = 0; edge < all.size(); edge++) {
            int mark = Arrays.binarySearch(marks, all.byUser().weight(edge) + 0.0);
            if (mark >= 0) {
                counts[mark]++;
            }
        }
        return counts;
    }

    /** For each mark the share of interactions with a lower one, and half of those with the same. */
    private static double[] gains(Interactions all, double[] marks) {
        long[] counts = counts(all, marks);
        double[] gains = new double[marks.length];
        double below = 0;
        for (int mark = 0; mark < gains.length; mark++) {
            gains[mark] = (below + counts[mark] / 2.0) / all.size();
            below += counts[mark];
        }
        return gains;
    }

    private Choice choose(Interactions all, double[] candidates) {
        double[][] ndcgs = new double[candidates.length][];
        List<Attempt> attempts = new ArrayList<>();
        int best = 0;
        for (int c = 0; c < candidates.length; c++) {
            ndcgs[c] = measure(holdout.training().atLeast(candidates[c]));
            attempts.add(new Attempt(
                    candidates[c],
                    mean(ndcgs[c]),
                    standardError(ndcgs[c]),
                    all.atLeast(candidates[c]).size()));
            best = attempts.get(c).ndcg() > attempts.get(best).ndcg() ? c : best;
            monitor.advance(1);
        }
        int chosen = 0;
        while (chosen < best && !alike(ndcgs[best], ndcgs[chosen])) {
            chosen++;
        }
        return new Choice(candidates[chosen], attempts);
    }

    private static boolean alike(double[] better, double[] other) {
        double[] differences = new double[better.length];
        Arrays.setAll(differences, i -> better[i] - other[i]);
        return mean(differences) <= standardError(differences);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** The NDCG of each user where the likes of the training part are these. */
    private double[] measure(Interactions likes) {
        ItemKnn.Parameters ordinary = new ItemKnn.Parameters(
                0.5, 0.3, 0.5, 0, 1, 0, options.edgesPerItem(likes.items()), HistoryWeighting.NONE);
        ItemGraph graph = new ItemKnn(likes, options.concurrency(), monitor).graph(ordinary);
        Csr byItem = likes.byItem();
        int[] counts = new int[likes.items()];
        Arrays.setAll(counts, byItem::degree);
        int[] popular = new Popularity(counts).descending().toArray();
        double[] ndcgs = new double[users.length];
        Parallel.forBlocks(
                users.length, USERS_PER_BLOCK, options.concurrency(), monitor.withoutProgress(), (from, to) -> {
                    float[] scores = new float[likes.items()];
                    for (int i = from; i < to; i++) {
                        graph.score(likes.history(users[i]), scores);
                        ndcgs[i] = ndcg(
                                list(users[i], scores, popular), holdout.held().history(users[i]));
                    }
                });
        return ndcgs;
    }

    /** As it would be served: what is spoken for by score, then the popular, and nothing seen, liked or not. */
    private List<Integer> list(int user, float[] scores, int[] popular) {
        History seen = holdout.training().history(user);
        BitSet out = new BitSet(scores.length);
        for (int i = 0; i < seen.size(); i++) {
            out.set(seen.item(i));
        }
        TopK best = new TopK(Math.min(K, scores.length));
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] > 0 && best.admits(scores[item]) && !out.get(item)) {
                best.offer(scores[item], item);
            }
        }
        List<Integer> list = new ArrayList<>();
        for (long pair : best.drain()) {
            list.add(TopK.index(pair));
            out.set(TopK.index(pair));
        }
        for (int place = 0; place < popular.length && list.size() < K; place++) {
            if (!out.get(popular[place])) {
                list.add(popular[place]);
            }
        }
        return list;
    }

    private double ndcg(List<Integer> list, History held) {
        double[] wanted = new double[held.size()];
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = gains[Arrays.binarySearch(marks, held.weight(i) + 0.0)];
            int place = list.indexOf(held.item(i));
            sum += place < 0 ? 0 : wanted[i] * discount(place);
        }
        Arrays.sort(wanted);
        double ideal = 0;
        for (int place = 0; place < Math.min(K, wanted.length); place++) {
            ideal += wanted[wanted.length - 1 - place] * discount(place);
        }
        return sum / ideal;
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2.0);
    }
}
