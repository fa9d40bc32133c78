// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Association;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.model.Model;

/** Builds models on the training part, measures them on the held-out part, and keeps the record. */
public final class Trials {

    /** Length of the lists that settings are judged by. */
    public static final int K = 20;

    private static final double BEYOND_DOUBT = 2;

    private final Holdout holdout;
    private final int[] users;
    private final int[] places; // of these users among all
    private final Measured measured;
    private final int concurrency;
    private final Monitor monitor;
    private final List<Trial> trials;

    /** What is known of relations, and what models measured, by the place of a user among all, for as long as somebody else holds the model. */
    private static final class Measured {
        private final Map<Model, Known> known = new WeakHashMap<>();
        private final IdentityHashMap<Relation, Boolean> telling = new IdentityHashMap<>();
        private final int users;

        /** What is known of a model: {@code have} tells of which users. */
        private record Known(UserMetrics metrics, BitSet have) {}

        Measured(int users) {
            this.users = users;
        }

        Known of(Model model) {
            return known.computeIfAbsent(model, key -> new Known(new UserMetrics(K, users), new BitSet(users)));
        }
    }

    /** Measures on {@code users} alone. */
    public Trials(Holdout holdout, int[] users, int concurrency, Monitor monitor) {
        this(
                holdout,
                users,
                IntStream.range(0, users.length).toArray(),
                new Measured(users.length),
                concurrency,
                monitor.withoutProgress(),
                new ArrayList<>());
    }

    private Trials(
            Holdout holdout,
            int[] users,
            int[] places,
            Measured measured,
            int concurrency,
            Monitor monitor,
            List<Trial> trials) {
        this.holdout = holdout;
        this.users = users;
        this.places = places;
        this.measured = measured;
        this.concurrency = concurrency;
        this.monitor = monitor;
        this.trials = trials;
    }

    /**
     * Trials on every {@code every}-th of these users, beginning with the one at {@code first}. Unless that is all of them they are on no
     * record, since what is on record is measured on the same users and can be compared.
     */
    public Trials some(int first, int every) {
        int[] some =
                IntStream.iterate(first, i -> i < users.length, i -> i + every).toArray();
        return new Trials(
                holdout,
                IntStream.of(some).map(i -> users[i]).toArray(),
                IntStream.of(some).map(i -> places[i]).toArray(),
                measured,
                concurrency,
                monitor,
                every == 1 && first == 0 ? trials : new ArrayList<>());
    }

    /** Trials on at most {@code count} of these users, for settings whose trials take long; on no record unless that is all of them. */
    public Trials atMost(int count) {
        return some(0, Math.max(1, (users.length + count - 1) / count));
    }

    /** The users measured. */
    public int[] users() {
        return users;
    }

    /** What was held out. */
    public Interactions held() {
        return holdout.held();
    }

    /** What models may learn from. */
    public Interactions training() {
        return holdout.training();
    }

    /** True when nothing was held out, so that no trial can tell models apart. */
    public boolean pointless() {
        return users.length == 0;
    }

    /** Builds and measures a model. */
    public UserMetrics run(Supplier<Model> build) {
        long start = System.nanoTime();
        Model model = build.get();
        UserMetrics measured = measure(model);
        double seconds = (System.nanoTime() - start) / 1e9;
        trials.add(new Trial(
                model.architecture(),
                model.parameters(),
                measured.mean().ndcg(),
                measured.mean().recall(),
                seconds));
        return measured;
    }

    /**
     * Whether what a relation says of items goes with the histories of the training part {@linkplain Association beyond chance}; found
     * out once.
     */
    public boolean goesWithHistories(Relation relation, long randomSeed) {
        return measured.telling.computeIfAbsent(
                relation, one -> Association.beyondChance(one, training(), randomSeed, concurrency, monitor));
    }

    /** The mean NDCG of {@code model} for the first {@code most} users; not on record. */
    public double ndcg(Model model, int most) {
        return measure(model, Math.min(most, users.length)).mean().ndcg();
    }

    /** Measures a model, and keeps no record. A user of whom it was measured before is not measured again. */
    public UserMetrics measure(Model model) {
        return measure(model, users.length);
    }

    /** Keeps what a model measured that scores as {@code model} does, such as one that was made of the same settings. */
    public void know(Model model, UserMetrics metrics) {
        Measured.Known known = measured.of(model);
        for (int i = 0; i < users.length; i++) {
            known.metrics().set(places[i], metrics, i);
            known.have().set(places[i]);
        }
    }

    private UserMetrics measure(Model model, int first) {
        Measured.Known known = measured.of(model);
        int[] missing = IntStream.range(0, first)
                .filter(i -> !known.have().get(places[i]))
                .toArray();
        UserMetrics found = RankingEvaluation.perUser(
                RankingEvaluation.Scorer.of(model),
                holdout.training(),
                holdout.held(),
                IntStream.of(missing).map(i -> users[i]).toArray(),
                K,
                concurrency,
                monitor);
        for (int m = 0; m < missing.length; m++) {
            known.metrics().set(places[missing[m]], found, m);
            known.have().set(places[missing[m]]);
        }
        UserMetrics all = new UserMetrics(K, first);
        for (int i = 0; i < first; i++) {
            all.set(i, known.metrics(), places[i]);
        }
        return all;
    }

    /**
     * True when these metrics are enough above those of a prior to leave it for good. The holdout of interactions with times is the
     * future, and any gain counts. One without times is a random holdout, which leaves beside each item it takes the ones that go with
     * it, and is not what users do next: there the gain must be more than {@value #BEYOND_DOUBT} standard errors of the mean, as if other
     * users had been asked.
     */
    public boolean beyondDoubt(UserMetrics metrics, UserMetrics prior) {
        double doubt = training().timed() ? 0 : BEYOND_DOUBT * prior.standardError();
        return metrics.mean().ndcg() > prior.mean().ndcg() + doubt;
    }

    /** All trials so far. */
    public List<Trial> list() {
        return trials;
    }
}
