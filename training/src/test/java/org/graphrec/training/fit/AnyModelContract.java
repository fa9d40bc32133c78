// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.recommend.Recommender;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

/** What every architecture must do, also one that gives everybody the same. */
interface AnyModelContract {

    int SIZE = 20;

    Architecture architecture();

    /** Features to fit with, [items, dimension], or null. */
    default Matrix features(int items) {
        return null;
    }

    default Model fit(Interactions interactions, int concurrency) {
        TrainingOptions options = new TrainingOptions(0.1, 10, 16, 1, concurrency);
        return Trainer.fit(architecture(), interactions, features(interactions.items()), options, Monitor.SILENT)
                .model();
    }

    @Test
    default void isTheSameForAnyConcurrency() {
        Interactions interactions = RandomInteractions.of(300, 200, 4000, 5);
        float[] one = scores(fit(interactions, 1), interactions);
        assertThat(scores(fit(interactions, 2), interactions)).isEqualTo(one);
        assertThat(scores(fit(interactions, 4), interactions)).isEqualTo(one);
    }

    @Test
    default void productsAreTheScoresWhereThereAreSome() {
        Interactions interactions = RandomInteractions.of(300, 200, 4000, 5);
        Model model = fit(interactions, 2);
        float[] scores = new float[model.items()];
        float[] products = new float[model.items()];
        for (int user = 0; user < 10; user++) {
            History history = interactions.history(user);
            model.score(history, scores);
            model.products(history).ifPresent(given -> given.all(products));
            assertThat(products).isEqualTo(model.products(history).isPresent() ? scores : new float[scores.length]);
        }
    }

    @Test
    default void severalHistoriesHaveTheScoresOfEachAlone() {
        Interactions interactions = RandomInteractions.of(300, 200, 4000, 5);
        Model model = fit(interactions, 2);
        for (int count : new int[] {0, 1, 3, 4, 18}) {
            List<History> histories = new ArrayList<>();
            for (int user = 0; user < count; user++) {
                histories.add(user == 2 ? History.empty() : interactions.history(user));
            }
            float[][] together = new float[count][model.items()];
            model.scoreAll(histories, together);
            float[] alone = new float[model.items()];
            for (int i = 0; i < count; i++) {
                model.score(histories.get(i), alone);
                assertThat(together[i]).as("history %d of %d", i, count).isEqualTo(alone);
            }
        }
    }

    @Test
    default void scoresAreFiniteForAnEmptyHistory() {
        Model model = fit(Checkerboard.interactions(SIZE), 1);
        float[] scores = new float[SIZE];
        Arrays.fill(scores, Float.NaN);
        model.score(History.empty(), scores);
        for (float score : scores) {
            assertThat(score).isFinite();
        }
    }

    @Test
    default void returnsEveryItemWhenAskedForMore() {
        Interactions interactions = Checkerboard.interactions(SIZE);
        Recommender recommender = new Recommender(fit(interactions, 1), null);
        History history = interactions.history(3);
        assertThat(recommender.recommend(Request.of(history, 1000))).hasSize(SIZE - history.size());
    }

    @Test
    default void fitsAGraphWithoutInteractions() {
        Model model = fit(Interactions.of(3, 4, new int[0], new int[0], null, null), 2);
        assertThat(model.cold(2)).isTrue();
        assertThat(new Recommender(model, null).recommend(Request.of(History.empty(), 9)))
                .hasSize(4);
    }

    @Test
    default void fitsAnEmptyGraph() {
        Model model = fit(Interactions.of(0, 0, new int[0], new int[0], null, null), 2);
        assertThat(model.items()).isZero();
        assertThat(new Recommender(model, null).recommend(Request.of(History.empty(), 9)))
                .isEmpty();
    }

    @Test
    default void fitsOneUser() {
        Interactions interactions = Interactions.of(1, 3, new int[] {0, 0}, new int[] {0, 2}, null, null);
        Model model = fit(interactions, 2);
        assertThat(new Recommender(model, null).recommend(Request.of(interactions.history(0), 5)))
                .singleElement()
                .matches(scored -> scored.item() == 1);
        assertThat(model.cold(1)).isTrue();
        assertThat(model.cold(2)).isFalse();
    }

    private static float[] scores(Model model, Interactions interactions) {
        float[] all = new float[50 * model.items()];
        float[] scores = new float[model.items()];
        for (int user = 0; user < 50; user++) {
            model.score(interactions.history(user), scores);
            System.arraycopy(scores, 0, all, user * scores.length, scores.length);
        }
        return all;
    }
}
