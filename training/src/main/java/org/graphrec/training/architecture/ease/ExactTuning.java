// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/** Chooses the ridge of {@link Ease}, the weight of users, and how many edges are needed. */
final class ExactTuning {

    /** About how many inverses {@link #tune} makes. */
    static final int EXPECTED_TRIALS = 7;

    /** Edges that a model may have; while there are fewer pairs than that, all may be kept. */
    private static final int MAX_EDGES = 20_000_000;

    /** Standard errors that a loss may have and count for none. */
    private static final double NOTHING = 1;

    private ExactTuning() {}

    /** About how long it takes on two cores. */
    static double seconds(double items) {
        return EXPECTED_TRIALS * items * items * items / 4e10;
    }

    /** The matrix, and the models of two trials with the most edges. */
    static long bytes(FitSize size) {
        int items = (int) size.items();
        return SymmetricInverse.bytes(items)
                + size.items() * most(items, size.options().edgesPerItem(items)) * 8L * Float.BYTES;
    }

    /** Edges per item when all that may be kept are. */
    static int most(int items, int topK) {
        return Math.max(1, Math.min(items - 1, Math.max(topK, MAX_EDGES / Math.max(1, items))));
    }

    static Candidate tune(Task task, Trials trials) {
        int most = most(task.items(), task.edgesPerItem());
        Ease ease = new Ease(trials.training(), task.options().concurrency(), task.monitor());
        Ease.Parameters start = new Ease.Parameters(400, 0.5, most);
        if (trials.pointless()) {
            return Candidate.untuned(ease.graph(start), all -> EaseArchitecture.refit(task, all, true, start));
        }
        Ascent<Ease.Parameters> ascent = new Ascent<>(trials, ease::graph, start, task.monitor());
        EaseArchitecture.walk(ascent);
        // fewer edges where that costs nothing: the model is smaller and faster
        Ease.Parameters whole = ascent.best();
        SymmetricInverse inverse = ease.inverse(whole.lambda(), whole.userExponent());
        Ease.Parameters chosen = whole;
        ItemGraph best = ease.graph(inverse, whole);
        UserMetrics wholeMeasured = trials.measure(best);
        RankingReport measured = wholeMeasured.mean();
        for (int count = task.edgesPerItem(); count < most; count *= 2) {
            Ease.Parameters fewer = whole.withNeighbours(count);
            ItemGraph pruned = ease.graph(inverse, fewer);
            UserMetrics prunedMeasured = trials.run(() -> pruned);
            if (wholeMeasured.standardErrorsAbove(prunedMeasured) < NOTHING) {
                best = pruned;
                chosen = fewer;
                measured = prunedMeasured.mean();
                break;
            }
        }
        Ease.Parameters parameters = chosen;
        return new Candidate(best, measured, all -> EaseArchitecture.refit(task, all, true, parameters));
    }
}
