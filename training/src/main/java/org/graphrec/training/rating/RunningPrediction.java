// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/** A sampler on the training part, and the mean of its draws' predictions of the held-out part so far. */
final class RunningPrediction {

    private final GibbsSampler sampler;
    private final Interactions held;
    private final RatingParameters parameters;
    private final float[][] userMeans;
    private final double[] sums;
    private int sweeps;
    private int draws;
    private RatingMetrics best;
    private int bestSweeps;

    RunningPrediction(GibbsSampler sampler, Interactions held, RatingParameters parameters) {
        this.sampler = sampler;
        this.held = held;
        this.parameters = parameters;
        this.userMeans = new float[held.users()][];
        this.sums = new double[held.size()];
    }

    /** Sweeps on until {@code limit} sweeps in all, or until {@code patience} sweeps brought nothing. */
    void advance(int limit, int patience, Runnable afterSweep) {
        while (sweeps < limit && (best == null || sweeps - bestSweeps < patience)) {
            sweeps++;
            if (sweeps <= RatingTrainer.BURN_IN) {
                sampler.sweep();
            } else {
                add(sampler.sweep(userMeans));
                RatingMetrics now = metrics();
                if (best == null || now.rmse() < best.rmse() * (1 - RatingTrainer.TOLERANCE)) {
                    best = now;
                    bestSweeps = sweeps;
                }
            }
            afterSweep.run();
        }
    }

    private void add(Draw draw) {
        Csr wanted = held.byUser();
        for (int user = 0; user < wanted.rows(); user++) {
            for (int edge = wanted.offsets()[user]; edge < wanted.offsets()[user + 1]; edge++) {
                sums[edge] += draw.predict(userMeans[user], wanted.targets()[edge]);
            }
        }
        draws++;
    }

    /** Of the mean of the draws so far. */
    RatingMetrics metrics() {
        double[][] predicted = new double[held.users()][];
        for (int user = 0; user < predicted.length; user++) {
            int from = held.byUser().offsets()[user];
            predicted[user] = new double[held.byUser().degree(user)];
            for (int i = 0; i < predicted[user].length; i++) {
                predicted[user][i] = sampler.scale().rating(sums[from + i] / draws);
            }
        }
        return RatingMetrics.of(predicted, held);
    }

    /** The lowest error after any sweep. */
    RatingMetrics best() {
        return best;
    }

    /** The parameters, with the sweeps after which the error was lowest. */
    RatingParameters parameters() {
        return parameters.withSweeps(bestSweeps);
    }
}
