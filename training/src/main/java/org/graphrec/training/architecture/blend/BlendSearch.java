// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Trials;

/**
 * Blends candidates: beginning with the best, changes one weight after the other for as long as that helps, by coordinate ascent on
 * NDCG@20. A part joins, and a weight changes, only when the gain is beyond chance, as in {@link Ascent}.
 *
 * <p>Weights are chosen by re-ranking, for some users of the holdout, the items that any part ranks high.
 */
final class BlendSearch {

    static final String PHASE = "Fuse";

    /** Standard errors by which a channel must make a sum better: its weight is the best of many. */
    private static final double BEYOND_DOUBT = 1.5;

    /** Users by whom weights are chosen. */
    static final int USERS = 5_000;

    /** Length of the lists that channels are judged by: longer ones tell small differences better. */
    private static final int CHANNELS_K = 50;

    /** How often weights of channels are gone through, or as many steps for each of other parts. */
    private static final int MAX_ROUNDS = 3;

    /** Standard errors by which a weight of a channel is worse than the best when larger ones are not tried. */
    private static final double HOPELESS = 3;

    private static final double[] NO_WEIGHTS = {};

    private static final double[] WEIGHTS = {0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4, 2, 3, 5, 8};

    private final RankedItems[] ranked; // by user
    private final double[] scales;
    private final int concurrency;
    private final Monitor monitor;

    private BlendSearch(RankedItems[] ranked, double[] scales, int concurrency, Monitor monitor) {
        this.ranked = ranked;
        this.scales = scales;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /**
     * Candidates with weights: those that joined the best, and that itself.
     *
     * @param candidates in the order of their parts
     * @param parts as fitted for the trials
     */
    record Found(List<Candidate> candidates, List<Blend.Part> parts, int concurrency, Monitor monitor) {

        /** The parts fitted to {@code all}, with scales by the histories of {@code users} as {@code seen} has them. */
        List<Blend.Part> refitted(Interactions all, int[] users, UnaryOperator<History> seen) {
            List<Model> refitted = candidates.stream()
                    .map(candidate -> candidate.refit().apply(all))
                    .toList();
            double[] newScales = RankedItems.scales(refitted, all, users, seen, concurrency, monitor.withoutProgress());
            List<Blend.Part> fitted = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                fitted.add(new Blend.Part(refitted.get(i), parts.get(i).weight(), newScales[i]));
            }
            return fitted;
        }
    }

    /**
     * An unchanged candidate plus the channels that clearly improve it; null if none does.
     *
     * @param channels of which those of one relation are a group; with given weights, or such as are chosen
     * @param trials whose users choose the weights
     */
    static Candidate join(Candidate base, List<Candidate> channels, Trials trials, int concurrency, Monitor monitor) {
        List<Candidate> all = new ArrayList<>(List.of(base));
        all.addAll(channels);
        List<Model> models = all.stream().map(Candidate::model).toList();
        double[] given = all.stream().mapToDouble(Candidate::weight).toArray();
        given[0] = 1;
        Trials some = trials.atMost(USERS);
        boolean measured = some.users().length > 1;
        int[] users = measured ? some.users() : spread(RankingEvaluation.usersOf(trials.training()));
        BlendSearch search = measured
                ? over(models, some, concurrency, monitor)
                : unmeasured(models, users, trials, concurrency, monitor);
        double[] weights = measured ? search.weights(given, groups(models)) : start(given);
        Found found = search.found(all, weights, monitor);
        if (found.parts().size() < 2) {
            return null;
        }
        return new Candidate(
                new Blend(flat(found.parts())),
                null,
                more -> new Blend(flat(found.refitted(more, users, UnaryOperator.identity()))));
    }

    /** The positions of models grouped by topic, without the first model. */
    private static int[][] groups(List<Model> models) {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int p = 1; p < models.size(); p++) {
            groups.computeIfAbsent(models.get(p).topic(), topic -> new ArrayList<>())
                    .add(p);
        }
        return groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Replaces a part that is a blend, of weight 1, by the parts of that blend. */
    private static List<Blend.Part> flat(List<Blend.Part> parts) {
        List<Blend.Part> flat = new ArrayList<>();
        for (Blend.Part part : parts) {
            if (part.model() instanceof Blend blend) {
                blend.parts()
                        .forEach(
                                own -> flat.add(new Blend.Part(own.model(), own.weight(), own.scale() * part.scale())));
            } else {
                flat.add(part);
            }
        }
        return flat;
    }

    /** The parts with their weights, possibly just one; null if there is nothing to measure on. */
    static Found find(List<Candidate> candidates, Trials trials, int concurrency, Monitor monitor) {
        List<Candidate> ordered = new ArrayList<>(candidates);
        ordered.sort(Comparator.comparing(Candidate::weighted)
                .thenComparingDouble(candidate -> -candidate.measured().ndcg()));
        List<Model> models = ordered.stream().map(Candidate::model).toList();
        Trials some = trials.atMost(USERS);
        if (some.users().length < 2 || models.size() < 2) {
            return null;
        }
        BlendSearch search = over(models, some, concurrency, monitor);
        double[] given = ordered.stream().mapToDouble(Candidate::weight).toArray();
        double[] weights = search.weights(given);
        return search.found(ordered, weights, monitor);
    }

    /** Ranks items for the users of the trials by each of the models. */
    private static BlendSearch over(List<Model> models, Trials trials, int concurrency, Monitor monitor) {
        monitor.phase(PHASE, trials.users().length);
        RankedItems[] ranked =
                RankedItems.of(models, trials.training(), trials.held(), trials.users(), concurrency, monitor);
        return new BlendSearch(ranked, RankedItems.scales(ranked, models.size()), concurrency, monitor);
    }

    /** For weights that are given, where hardly anybody has a holdout. */
    private static BlendSearch unmeasured(
            List<Model> models, int[] users, Trials trials, int concurrency, Monitor monitor) {
        double[] scales = RankedItems.scales(
                models, trials.training(), users, UnaryOperator.identity(), concurrency, monitor.withoutProgress());
        return new BlendSearch(new RankedItems[0], scales, concurrency, monitor);
    }

    /** At most {@link #USERS} of the users, evenly chosen. */
    private static int[] spread(int[] users) {
        int every = Math.max(1, (users.length + USERS - 1) / USERS);
        return IntStream.range(0, users.length)
                .filter(i -> i % every == 0)
                .map(i -> users[i])
                .toArray();
    }

    /** The candidates whose weights are above 0. */
    private Found found(List<Candidate> candidates, double[] weights, Monitor whole) {
        List<Candidate> joined = new ArrayList<>();
        List<Blend.Part> parts = new ArrayList<>();
        for (int p = 0; p < weights.length; p++) {
            if (weights[p] > 0) {
                Candidate candidate = candidates.get(p);
                joined.add(candidate);
                parts.add(new Blend.Part(candidate.model(), weights[p], scales[p]));
            }
        }
        return new Found(joined, parts, concurrency, whole);
    }

    /**
     * Chooses the weights that are NaN in {@code given}; the others stay as given. Of all changes of one weight the best is made first:
     * parts that say much the same would else count in the order in which they come.
     */
    private double[] weights(double[] given) {
        double[] weights = start(given);
        UserMetrics measured = measure(weights, Trials.K);
        for (int step = 0; step < MAX_ROUNDS * weights.length; step++) {
            double[] top = weights;
            UserMetrics topMeasured = measured;
            for (int p = 0; p < weights.length; p++) {
                for (double weight : Double.isNaN(given[p]) ? WEIGHTS : NO_WEIGHTS) {
                    double[] changed = weights.clone();
                    changed[p] = weight;
                    if (weight != weights[p] && Arrays.stream(changed).sum() > 0) {
                        UserMetrics other = measure(changed, Trials.K);
                        if (other.mean().ndcg() > topMeasured.mean().ndcg()) {
                            top = changed;
                            topMeasured = other;
                        }
                    }
                }
            }
            if (!(topMeasured.standardErrorsAbove(measured) > Ascent.SIGNIFICANT)) {
                return weights;
            }
            weights = top;
            measured = topMeasured;
        }
        return weights;
    }

    /** The given weights; of those to be chosen, the first starts at 1 and the others at 0. */
    private static double[] start(double[] given) {
        double[] weights = Arrays.stream(given)
                .map(weight -> Double.isNaN(weight) ? 0 : weight)
                .toArray();
        weights[0] = Double.isNaN(given[0]) ? 1 : given[0];
        return weights;
    }

    /**
     * Chooses weights for groups of parts; at most one part of a group gets a weight. Whether a group counts, and how much, is decided
     * by the mean over its parts, since the gain of a single one may be chance.
     */
    private double[] weights(double[] given, int[][] groups) {
        double[] weights = start(given);
        UserMetrics measured = measure(weights, CHANNELS_K);
        boolean changed = true;
        for (int round = 0; round < MAX_ROUNDS && changed; round++) {
            changed = false;
            for (int[] group : groups) {
                if (!Double.isNaN(given[group[0]])) {
                    continue;
                }
                double[] without = weights.clone();
                for (int p : group) {
                    without[p] = 0;
                }
                UserMetrics top = measured;
                double[] topWeights = weights;
                UserMetrics ofTop = measured;
                for (double weight : WEIGHTS) {
                    UserMetrics[] each = measure(without, group, weight);
                    UserMetrics mean = UserMetrics.mean(each);
                    if (mean.mean().ndcg() > top.mean().ndcg()) {
                        int best = IntStream.range(0, each.length)
                                .boxed()
                                .max(Comparator.comparingDouble(
                                        i -> each[i].mean().ndcg()))
                                .orElseThrow();
                        top = mean;
                        topWeights = without.clone();
                        topWeights[group[best]] = weight;
                        ofTop = each[best];
                    } else if (top.standardErrorsAbove(mean) > HOPELESS) {
                        break;
                    }
                }
                if (top.standardErrorsAbove(measured) > BEYOND_DOUBT) {
                    weights = topWeights;
                    measured = ofTop;
                    changed = true;
                }
            }
        }
        return weights;
    }

    /** Measures sums in which one part of a group has a weight, for each of them. */
    private UserMetrics[] measure(double[] without, int[] group, double weight) {
        return Arrays.stream(group)
                .mapToObj(p -> {
                    double[] changed = without.clone();
                    changed[p] = weight;
                    return measure(changed, CHANNELS_K);
                })
                .toArray(UserMetrics[]::new);
    }

    private UserMetrics measure(double[] weights, int k) {
        UserMetrics metrics = new UserMetrics(k, ranked.length);
        Parallel.forBlocks(ranked.length, RankedItems.USERS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            TopK top = new TopK(k);
            for (int user = from; user < to; user++) {
                RankedItems those = ranked[user];
                double[] sums = new double[those.relevant.length];
                for (int p = 0; p < weights.length; p++) {
                    if (weights[p] != 0) {
                        double factor = weights[p] / scales[p];
                        float[] scores = those.scores[p];
                        for (int i = 0; i < sums.length; i++) {
                            sums[i] += factor * scores[i];
                        }
                    }
                }
                for (int i = 0; i < sums.length; i++) {
                    float score = (float) sums[i];
                    if (top.admits(score)) {
                        top.offer(score, i);
                    }
                }
                metrics.set(user, top.drain(), those.relevant, those.held);
            }
        });
        return metrics;
    }
}
