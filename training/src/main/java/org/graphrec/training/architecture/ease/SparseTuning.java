// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/**
 * Chooses the ridge of {@link SparseEase} and the weight of users with few predictors, which takes a fraction of the time. The model has
 * more: how near it comes to the whole regression is not for a holdout to say.
 */
final class SparseTuning {

    /** About how many models {@link #tune} makes. */
    static final int EXPECTED_TRIALS = 8;

    /** Predictors of an item while the rest is chosen. */
    private static final int FEW = 50;

    /** The most that an item has where nothing is said about it. */
    private static final int USUAL = 200;

    private SparseTuning() {}

    /** About how long it takes on two cores: to count what items have in common, and to solve a system for each. */
    static double seconds(Task task) {
        double few = FEW;
        double most = most(task.items(), task.options());
        double solving = (double) task.items() * (EXPECTED_TRIALS * few * few * few + 2 * most * most * most) / 6e10;
        return task.coOccurrenceSeconds(EXPECTED_TRIALS) + solving;
    }

    /** The coefficients by item and by predictor, of two models; and of each thread its sums and lists. */
    static long bytes(FitSize size) {
        long most = most(size.items(), size.options());
        long coefficients = size.items() * Math.min(size.items(), most) * 4L * 2 * Float.BYTES;
        long thread = 2 * (size.items() + size.users() + 3 * size.interactions() + most * most) * Float.BYTES;
        return coefficients + size.options().concurrency() * thread;
    }

    private static int most(long items, TrainingOptions options) {
        return (int) Math.max(1, Math.min(items - 1, options.topK() > 0 ? options.topK() : USUAL));
    }

    static Candidate tune(Task task, Trials trials) {
        int most = most(task.items(), task.options());
        SparseEase ease = new SparseEase(trials.training(), task.options().concurrency(), task.monitor());
        Ease.Parameters start = new Ease.Parameters(100, 0.5, Math.min(FEW, most));
        if (trials.pointless()) {
            Ease.Parameters untuned = start.withNeighbours(most);
            return Candidate.untuned(ease.graph(untuned), all -> EaseArchitecture.refit(task, all, false, untuned));
        }
        Ascent<Ease.Parameters> ascent = new Ascent<>(trials, ease::graph, start, task.monitor());
        EaseArchitecture.walk(ascent);
        Ease.Parameters best = ascent.best().withNeighbours(most);
        ItemGraph whole = ease.graph(best);
        UserMetrics measured = trials.run(() -> whole);
        return new Candidate(whole, measured.mean(), all -> EaseArchitecture.refit(task, all, false, best));
    }
}
