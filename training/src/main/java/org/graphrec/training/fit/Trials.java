package org.graphrec.training.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Model;

/** Builds models on the training part, measures them on the held-out part, and keeps the record. */
final class Trials {

    /** Length of the lists that settings are judged by. */
    static final int K = 20;

    private final Holdout holdout;
    private final int[] users;
    private final int concurrency;
    private final Monitor monitor;
    private final List<Trial> trials = new ArrayList<>();

    /** Measures on {@code users} alone. */
    Trials(Holdout holdout, int[] users, int concurrency, Monitor monitor) {
        this.holdout = holdout;
        this.users = users;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /** What models may learn from. */
    Interactions training() {
        return holdout.training();
    }

    /** True when nothing was held out, so that no trial can tell models apart. */
    boolean pointless() {
        return users.length == 0;
    }

    /** Builds and measures a model. */
    UserMetrics run(Supplier<Model> build) {
        long start = System.nanoTime();
        Model model = build.get();
        UserMetrics measured = measure(model);
        double seconds = (System.nanoTime() - start) / 1e9;
        trials.add(new Trial(
                model.architecture().cypherName(),
                model.parameters(),
                measured.mean().ndcg(),
                measured.mean().recall(),
                seconds));
        return measured;
    }

    /** The mean NDCG of {@code model} for the first {@code most} users; not on record. */
    double ndcg(Model model, int most) {
        return measure(model, Arrays.copyOf(users, Math.min(most, users.length)))
                .mean()
                .ndcg();
    }

    private UserMetrics measure(Model model) {
        return measure(model, users);
    }

    private UserMetrics measure(Model model, int[] users) {
        return RankingEvaluation.perUser(
                model::score, holdout.training(), holdout.held(), users, K, concurrency, monitor);
    }

    /** All trials so far. */
    List<Trial> list() {
        return trials;
    }
}
