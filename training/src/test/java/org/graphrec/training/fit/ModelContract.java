// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Model;
import org.graphrec.training.recommend.Recommender;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.junit.jupiter.api.Test;

/** What every architecture must do that serves each user by their own history; a test class implements it once for each. */
interface ModelContract extends AnyModelContract {

    @Test
    default void recommendsTheWithheldItem() {
        Interactions interactions = Checkerboard.interactions(SIZE);
        Model model = fit(interactions, 2);
        Recommender recommender = new Recommender(model, null);
        assertThat(model.items()).isEqualTo(SIZE);
        for (int user = 0; user < SIZE; user++) {
            List<Scored> best = recommender.recommend(Request.of(interactions.history(user), 1));
            assertThat(best.get(0).item()).as("first for user %d", user).isEqualTo(user);
            assertThat(best.get(0).score()).isPositive();
        }
    }

    @Test
    default void contributionsSumToTheScore() {
        Interactions interactions = RandomInteractions.of(300, 200, 4000, 5);
        Model model = fit(interactions, 2);
        float[] scores = new float[model.items()];
        for (int user = 0; user < 10; user++) {
            History history = interactions.history(user);
            model.score(history, scores);
            for (int item = 0; item < scores.length; item += 7) {
                double sum = Arrays.stream(model.contributions(history, item)).sum();
                assertThat(sum).isCloseTo(scores[item], within(1e-4 * (1 + Math.abs(scores[item]))));
            }
        }
    }
}
