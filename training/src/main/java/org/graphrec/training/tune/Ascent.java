// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.model.Model;

/**
 * Coordinate ascent on the holdout: one parameter after the other walks along its grid for as long as that helps.
 *
 * <p>Where a walk ends is only taken when it is better than where it began by more than {@link #SIGNIFICANT} standard errors of
 * the paired difference: a gain that may be chance on the holdout is not worth a change.
 */
public final class Ascent<P> {

    /** Standard errors by which a change must help. */
    public static final double SIGNIFICANT = 1;

    private static final int MAX_ROUNDS = 2;

    private final Trials trials;
    private final Function<P, ? extends Model> build;
    private final Monitor monitor;
    private final Map<P, UserMetrics> tried = new HashMap<>();
    private P best;

    /** From {@code start}, trying what {@code build} builds; the monitor advances with each trial. */
    public Ascent(Trials trials, Function<P, ? extends Model> build, P start, Monitor monitor) {
        this.trials = trials;
        this.build = build;
        this.best = start;
        this.monitor = monitor;
    }

    /** The best so far. */
    public P best() {
        return best;
    }

    /** What the best measured. */
    public RankingReport measured() {
        return measure(best).mean();
    }

    /** A model of the best, which is not measured again where these trials or others on the same users ask for that. */
    public Model model() {
        Model model = build.apply(best);
        trials.know(model, measure(best));
        return model;
    }

    /** Repeats {@code round} until it brings nothing. */
    public void rounds(Runnable round) {
        P before = null;
        for (int i = 0; i < MAX_ROUNDS && !best.equals(before); i++) {
            before = best;
            round.run();
        }
    }

    /** Steps along {@code grid} from {@code start}, up for as long as that improves, and down when up did not. */
    public void walk(double[] grid, double start, DoubleFunction<P> change) {
        take(top(grid, start, change));
    }

    private P top(double[] grid, double start, DoubleFunction<P> change) {
        int position = 0;
        while (position < grid.length - 1 && grid[position] < start) {
            position++;
        }
        P top = best;
        for (int i = position + 1; i < grid.length && better(change.apply(grid[i]), top); i++) {
            top = change.apply(grid[i]);
        }
        for (int i = position - 1; i >= 0 && better(change.apply(grid[i]), top); i--) {
            top = change.apply(grid[i]);
        }
        return top;
    }

    /** Goes back to {@code prior} unless the best is better beyond doubt, {@linkplain Trials#beyondDoubt all steps together}. */
    public void doubt(P prior) {
        if (!trials.beyondDoubt(measure(best), measure(prior))) {
            best = prior;
        }
    }

    /** Takes {@code parameters} when they are better beyond chance. */
    public void take(P parameters) {
        if (measure(parameters).standardErrorsAbove(measure(best)) > SIGNIFICANT) {
            best = parameters;
        }
    }

    private boolean better(P parameters, P than) {
        return measure(parameters).mean().ndcg() > measure(than).mean().ndcg();
    }

    private UserMetrics measure(P parameters) {
        UserMetrics measured = tried.get(parameters);
        if (measured == null) {
            measured = trials.run(() -> build.apply(parameters));
            tried.put(parameters, measured);
            monitor.advance(1);
        }
        return measured;
    }
}
