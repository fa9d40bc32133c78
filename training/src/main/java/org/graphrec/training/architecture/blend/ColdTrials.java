// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.DotPanels;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Together;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Chooses how items without interactions are scored, on items made cold for the purpose: a tenth of those with a text loses all
 * its interactions, the model is fitted without them, and what was held out of either kind is to rank high for some users. Without
 * texts, the model is not fitted again but gives these items what it would give without their interactions.
 *
 * <p>Every place that a cold item takes is taken from a warm one, and what a cold item deserves cannot be known: nobody wanted it
 * so far. Hence a budget: of the choices that cost the held-out warm items at most {@link #BUDGET} of their NDCG, the one with the
 * best NDCG of the items made cold. Where there are no texts, warm items must lose nothing: whoever gives none did not ask for items
 * that nobody used. Never-used items compete too, so that a large number of them does not crowd
 * out others.
 */
final class ColdTrials {

    static final String PHASE = "Cold items";

    private static final double SHARE = 0.1;

    /** With fewer, the choice would be a guess. */
    private static final int LEAST_ITEMS = 5;

    /** Users measured. */
    private static final int USERS = 2_000;

    /** Fewer, where attributes alone are to reach cold items, which is no more than a part of what these are good for. */
    private static final int USERS_WITHOUT_TEXTS = 500;

    private static final int USERS_PER_BLOCK = 8;

    /** Items that nobody used and that compete. */
    private static final int COMPETITORS = 3_000;

    /** What of the NDCG of warm items may be spent on cold ones. */
    private static final double BUDGET = 0.1;

    private static final double[] RIDGES = {0.3, 1, 3, 10, 30};

    private static final double[] FACTORS = {
        0, 0.25, 0.5, 0.75, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4, 2.7, 3, 3.5, 4, 5, 7, 10
    };

    private static final double[] OWNS = {0, 1};

    /** What attributes may count beside texts. */
    private static final double[] SHARES = {0, 1, 2};

    private final Task task;
    private final Descriptions descriptions;
    private final BitSet items;
    private final Model model;
    private final Interactions known;
    private final Interactions cold;
    private final Interactions held;

    private ColdTrials(Task task, Descriptions descriptions, Trials trials, BitSet items, Candidate candidate) {
        Holdout holdout = Holdout.ofItems(trials.training(), items);
        this.task = task;
        this.descriptions = descriptions;
        this.items = items;
        this.known = holdout.training();
        this.cold = holdout.held();
        this.held = trials.held();
        this.model = (descriptions.texts() == null
                        ? candidate.model().withoutInteractionsOf(items)
                        : Optional.<Model>empty())
                .orElseGet(() -> candidate.refit().apply(known));
    }

    /** How cold items are best scored. */
    record Choice(Task task, Descriptions descriptions, ColdScores.Weights weights) {

        /** Fitted for a model to which the items in {@code cold} are cold. */
        ColdScores fit(BitSet cold) {
            Descriptions counting = descriptions.with(weights.attributes()).keeping(cold);
            Matrix rows = counting.matrix(weights.attributes());
            return ColdScores.fit(counting, rows, cold, weights, task.options().concurrency(), task.monitor());
        }
    }

    /** What serves cold items best; null when nothing does better than what the model gives them, or nothing can tell. */
    static Choice choose(Candidate candidate, Task task, Trials trials) {
        if (trials.pointless()) {
            return null;
        }
        Descriptions descriptions = new Descriptions(
                task.features(),
                AttributeVectors.fit(
                        trials.training(),
                        relation -> !Double.isNaN(relation.weight())
                                || trials.goesWithHistories(
                                        relation, task.options().randomSeed()),
                        task.options().randomSeed(),
                        task.options().concurrency(),
                        task.monitor()),
                task.items());
        if (descriptions.isEmpty()) {
            return null;
        }
        BitSet items = sample(task, trials.training(), Descriptions.described(descriptions.matrix(1)));
        if (items.cardinality() < LEAST_ITEMS) {
            return null;
        }
        ColdScores.Weights weights = new ColdTrials(task, descriptions, trials, items, candidate).best(trials.users());
        return weights == null ? null : new Choice(task, descriptions, weights);
    }

    /** A tenth of the items that are described and have interactions. */
    private static BitSet sample(Task task, Interactions training, BitSet described) {
        SplittableRandom random = new SplittableRandom(task.options().randomSeed());
        BitSet warm = new BitSet(task.items());
        Arrays.stream(training.byUser().targets()).forEach(warm::set);
        warm.and(described);
        BitSet sample = new BitSet(task.items());
        warm.stream().filter(item -> random.nextDouble() < SHARE).forEach(sample::set);
        return sample;
    }

    private ColdScores.Weights best(int[] candidates) {
        int[] users = IntStream.of(candidates)
                .filter(user -> known.byUser().degree(user) > 0)
                .limit(descriptions.texts() == null ? USERS_WITHOUT_TEXTS : USERS)
                .toArray();
        task.monitor().phase(PHASE, users.length);
        BitSet unknown = new BitSet(task.items());
        for (int item = 0; item < task.items(); item++) {
            unknown.set(item, items.get(item) || model.cold(item));
        }
        List<ColdScores.Weights> choices = new ArrayList<>();
        List<ColdScores> regressions = new ArrayList<>();
        for (double share : shares()) {
            Descriptions counting = descriptions.with(share);
            Matrix rows = counting.matrix(share);
            List<ColdScores.Weights> ofShare = Arrays.stream(RIDGES)
                    .mapToObj(ridge -> new ColdScores.Weights(ridge, 0, 1, share))
                    .toList();
            regressions.addAll(ColdScores.fit(
                    counting, rows, unknown, ofShare, task.options().concurrency(), task.monitor()));
            for (double ridge : RIDGES) {
                for (double own : OWNS) {
                    for (double factor : FACTORS) {
                        choices.add(new ColdScores.Weights(ridge, own, factor, share));
                    }
                }
            }
        }
        ColdScores.Weights chosen = choices.get(best(measure(users, regressions, choices.size())));
        return chosen.own() == 1 && chosen.factor() == 0 ? null : chosen;
    }

    private double[] shares() {
        if (descriptions.attributes() == null) {
            return new double[] {0};
        }
        return descriptions.texts() == null ? new double[] {1} : SHARES;
    }

    /** Of the choices within the budget, the one best for items made cold. */
    private int best(Measured measured) {
        int most = measured.best();
        double warm = measured.warm()[most].mean().ndcg();
        // the model's own scores: the regression counts nothing
        double warmAsTheyAre = measured.warm()[FACTORS.length].mean().ndcg();
        return IntStream.range(0, measured.warm().length)
                .filter(c -> descriptions.texts() == null
                        ? measured.warm()[c].mean().ndcg() >= warmAsTheyAre
                        : measured.warm()[c].mean().ndcg() >= (1 - BUDGET) * warm)
                .boxed()
                .max(Comparator.comparingDouble(
                        c -> measured.madeCold()[c].mean().ndcg()))
                .orElseThrow();
    }

    /** What each choice came to for what was held out of warm items, and for items made cold. */
    private static final class Measured {
        private final UserMetrics[] warm;
        private final UserMetrics[] madeCold;

        Measured(UserMetrics[] warm, UserMetrics[] madeCold) {
            this.warm = warm;
            this.madeCold = madeCold;
        }

        UserMetrics[] warm() {
            return warm;
        }

        UserMetrics[] madeCold() {
            return madeCold;
        }

        /** The choice that is best for warm items. */
        int best() {
            return IntStream.range(0, warm.length)
                    .boxed()
                    .max(Comparator.comparingDouble(c -> warm[c].mean().ndcg()))
                    .orElseThrow();
        }
    }

    private Measured measure(int[] users, List<ColdScores> regressions, int choices) {
        UserMetrics[] warm = new UserMetrics[choices];
        Arrays.setAll(warm, c -> new UserMetrics(Trials.K, users.length));
        UserMetrics[] madeCold = new UserMetrics[choices];
        Arrays.setAll(madeCold, c -> new UserMetrics(Trials.K, users.length));
        BitSet reached = new BitSet();
        regressions.forEach(regression -> Arrays.stream(regression.items()).forEach(reached::set));
        int[] coldItems = competing(reached.stream().toArray());
        List<DotPanels> rows = new ArrayList<>();
        for (int r = 0; r < regressions.size(); r++) {
            // those of one share differ in P alone
            rows.add(r % RIDGES.length == 0 ? regressions.get(r).panels(coldItems) : rows.get(r - 1));
        }
        int together = Math.min(USERS_PER_BLOCK, Together.histories(task.items()));
        Parallel.forBlocks(users.length, together, task.options().concurrency(), task.monitor(), (from, to) -> {
            float[][] scores = new float[to - from][task.items()];
            model.scoreAll(histories(users, from, to), scores);
            float[][][] predicted = predicted(regressions, rows, scores, coldItems.length);
            for (int u = from; u < to; u++) {
                int user = u - from;
                float[][] own =
                        Arrays.stream(predicted).map(those -> those[user]).toArray(float[][]::new);
                measure(users[u], u, scores[user], own, coldItems, warm, madeCold);
            }
        });
        return new Measured(warm, madeCold);
    }

    private List<History> histories(int[] users, int from, int to) {
        return IntStream.range(from, to).mapToObj(u -> known.history(users[u])).toList();
    }

    /** What each regression says of the cold items, by regression and history. */
    private static float[][][] predicted(
            List<ColdScores> regressions, List<DotPanels> rows, float[][] scores, int coldItems) {
        float[][][] predicted = new float[regressions.size()][scores.length][coldItems];
        float[][] sums = {};
        for (int r = 0; r < predicted.length; r++) {
            sums = r % RIDGES.length == 0 ? regressions.get(r).sums(scores) : sums;
            float[][] solved = regressions.get(r).solved(sums);
            rows.get(r).multiply(solved, predicted[r]);
            for (int i = 0; i < solved.length; i++) {
                float constant = solved[i][solved[i].length - 1];
                for (int c = 0; c < coldItems; c++) {
                    predicted[r][i][c] += constant;
                }
            }
        }
        return predicted;
    }

    /** Those made cold, and of the others at most {@link #COMPETITORS}, evenly chosen; ascending. */
    private int[] competing(int[] coldItems) {
        int others = coldItems.length - items.cardinality();
        int every = Math.max(1, (others + COMPETITORS - 1) / COMPETITORS);
        return IntStream.range(0, coldItems.length)
                .filter(c -> items.get(coldItems[c]) || c % every == 0)
                .map(c -> coldItems[c])
                .toArray();
    }

    private void measure(
            int user,
            int position,
            float[] scores,
            float[][] predicted,
            int[] coldItems,
            UserMetrics[] warm,
            UserMetrics[] madeCold) {
        History history = this.known.history(user);
        boolean[] coldOnes = new boolean[scores.length];
        int coldCount = mark(cold.history(user), coldOnes);
        boolean[] relevant = new boolean[scores.length];
        int count = mark(held.history(user), relevant);
        for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
            count -= relevant[item] ? 1 : 0;
            coldCount += relevant[item] && !coldOnes[item] ? 1 : 0;
            coldOnes[item] |= relevant[item];
            relevant[item] = false;
        }
        float[] own = new float[coldItems.length];
        for (int c = 0; c < coldItems.length; c++) {
            own[c] = scores[coldItems[c]];
            scores[coldItems[c]] = Float.NaN; // never offered
        }
        for (int i = 0; i < history.size(); i++) {
            scores[history.item(i)] = Float.NaN;
        }
        if (this.known.self(user) >= 0) {
            scores[this.known.self(user)] = Float.NaN;
        }
        TopK top = new TopK(Math.min(Trials.K, scores.length));
        for (int item = 0; item < scores.length; item++) {
            if (top.admits(scores[item])) {
                top.offer(scores[item], item);
            }
        }
        long[] known = top.drain();
        int choice = 0;
        for (float[] prediction : predicted) {
            // in which order cold items come by what is predicted alone does not depend on its factor
            int[] best = best(prediction, top);
            for (double weight : OWNS) {
                for (double factor : FACTORS) {
                    for (long pair : known) {
                        top.offer(TopK.score(pair), TopK.index(pair));
                    }
                    if (weight == 0 && factor > 0) {
                        for (int c : best) {
                            top.offer((float) (factor * prediction[c]), coldItems[c]);
                        }
                    } else {
                        offer(weight, own, factor, prediction, coldItems, top);
                    }
                    long[] ranked = top.drain();
                    warm[choice].set(position, ranked, relevant, count);
                    madeCold[choice++].set(position, ranked, coldOnes, coldCount);
                }
            }
        }
    }

    /** The positions of the largest scores. */
    private static int[] best(float[] scores, TopK top) {
        for (int c = 0; c < scores.length; c++) {
            if (top.admits(scores[c])) {
                top.offer(scores[c], c);
            }
        }
        return Arrays.stream(top.drain()).mapToInt(TopK::index).toArray();
    }

    private static void offer(
            double weight, float[] own, double factor, float[] prediction, int[] coldItems, TopK top) {
        for (int c = 0; c < coldItems.length; c++) {
            float score = (float) (weight * own[c] + factor * prediction[c]);
            if (top.admits(score)) {
                top.offer(score, coldItems[c]);
            }
        }
    }

    /** Marks the items of {@code history} and returns how many were not marked yet. */
    private static int mark(History history, boolean[] items) {
        int count = 0;
        for (int i = 0; i < history.size(); i++) {
            count += items[history.item(i)] ? 0 : 1;
            items[history.item(i)] = true;
        }
        return count;
    }
}
