// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.training.Monitor;
import org.graphrec.training.fit.RandomInteractions;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;
import org.junit.jupiter.api.Test;

class AlternatingLeastSquaresTest {

    private final Interactions interactions = RandomInteractions.of(60, 40, 700, 5);

    @Test
    void everySweepLowersTheError() {
        double last = Double.MAX_VALUE;
        for (int sweeps = 1; sweeps <= 6; sweeps++) {
            double error =
                    error(fit(new MfSettings(4, sweeps, new Mf.Regularization(0.1, 1e-6), HistoryWeighting.NONE)));
            assertThat(error).as("after %d sweeps", sweeps).isLessThan(last);
            last = error;
        }
    }

    @Test
    void aHeavyInteractionIsFittedCloser() {
        Interactions weighted = Interactions.of(
                2, 2, new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}, new float[] {10, 0.1f, 0.1f, 10}, null);
        MfSettings parameters = new MfSettings(2, 20, new Mf.Regularization(0.5, 0.01), new HistoryWeighting(0, true));
        Mf model = new AlternatingLeastSquares(weighted, 1, 1, Monitor.SILENT).fit(parameters);
        float[] scores = new float[2];
        model.score(weighted.history(0), scores);
        assertThat(scores[0]).isGreaterThan(scores[1] + 0.2f);
    }

    private Mf fit(MfSettings parameters) {
        return new AlternatingLeastSquares(interactions, 1, 2, Monitor.SILENT).fit(parameters);
    }

    /** The loss without its ridges, each user at his best. */
    private double error(Mf model) {
        double error = 0;
        float[] scores = new float[model.items()];
        for (int user = 0; user < interactions.users(); user++) {
            History history = interactions.history(user);
            model.score(history, scores);
            for (float score : scores) {
                error += model.regularization().unobserved() * score * score;
            }
            for (int i = 0; i < history.size(); i++) {
                error += Math.pow(1 - scores[history.item(i)], 2);
            }
        }
        return error;
    }
}
