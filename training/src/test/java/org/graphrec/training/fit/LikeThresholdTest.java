// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikeThresholdTest {
    private static final int USERS = 800;

    private static final int ITEMS = 120;

    private static final int CAMPS = 4;

    /** The marks of an item of the user's own camp, and of another's. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Marks(float[] own, float[] other) {}

    /** About seven items of the user's own camp, and {@code otherShare} of the 90 others. */
    private static Interactions graph(Marks marks, double otherShare, int users, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> pairs = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < ITEMS; item++) {
                boolean own = user % CAMPS == item % CAMPS;
                if (random.nextDouble() < (own ? 0.25 : otherShare)) {
                    float[] from = own ? marks.own() : marks.other();
                    pairs.add(new int[] {user, item});
                    weights.add(from[random.nextInt(from.length)]);
                }
            }
        }
        float[] values = new float[weights.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get(i);
        }
        return Interactions.of(
                users,
                ITEMS,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                values,
                null);
    }

    private static LikeThreshold.Choice choose(Interactions interactions, int concurrency) {
        TrainingOptions options = new TrainingOptions(0.1, 0, 16, 7, concurrency);
        return LikeThreshold.choose(interactions, options, Monitor.SILENT);
    }

    private static float[] stars(int from, int to) {
        float[] stars = new float[to - from + 1];
        for (int i = 0; i < stars.length; i++) {
            stars[i] = from + i;
        }
        return stars;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void starsThatHaveNothingToDoWithTasteAreAllLikes(long seed) {
        Interactions graph = graph(new Marks(stars(1, 5), stars(1, 5)), 0.01, USERS, seed);
        LikeThreshold.Choice choice = choose(graph, 2);
        assertThat(choice.threshold()).isEqualTo(1);
        assertThat(choice.trials()).hasSize(5);
        assertThat(choice.trials().get(0).likes()).isEqualTo(graph.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsGivenToTheOtherCampIsNoLike(long seed) {
        Interactions graph = graph(new Marks(stars(3, 5), stars(1, 2)), 0.08, USERS, seed);
        LikeThreshold.Choice choice = choose(graph, 2);
        assertThat(choice.threshold()).isGreaterThan(2);
        assertThat(choice.trials())
                .extracting(LikeThreshold.Attempt::threshold)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(choice.trials().get(2).ndcg())
                .isGreaterThan(choice.trials().get(0).ndcg());
    }

    @Test
    void amountsAreNoScale() {
        assertThat(choose(graph(new Marks(stars(1, 21), stars(1, 21)), 0.05, USERS, 1), 2))
                .isEqualTo(new LikeThreshold.Choice(Double.NaN, List.of()));
    }

    @Test
    void oneMarkIsNoScale() {
        assertThat(choose(graph(new Marks(stars(1, 1), stars(1, 1)), 0.05, USERS, 1), 2)
                        .threshold())
                .isNaN();
    }

    @Test
    void fewUsersTellNothing() {
        assertThat(choose(graph(new Marks(stars(3, 5), stars(1, 2)), 0.25, 20, 1), 2)
                        .threshold())
                .isNaN();
    }

    @Test
    void triesTenMarksOfMany() {
        LikeThreshold.Choice choice = choose(graph(new Marks(stars(1, 20), stars(1, 20)), 0.05, USERS, 1), 2);
        assertThat(choice.trials()).hasSize(10);
        assertThat(choice.trials().get(0).threshold()).isEqualTo(1);
        assertThat(choice.trials()).extracting(LikeThreshold.Attempt::threshold).isSorted();
    }

    @Test
    void dislikesAreNeverLikes() {
        Interactions graph = graph(new Marks(stars(1, 2), stars(-2, 0)), 0.2, USERS, 3);
        LikeThreshold.Choice choice = choose(graph, 2);
        assertThat(choice.trials()).extracting(LikeThreshold.Attempt::threshold).containsExactly(1.0, 2.0);
        assertThat(choice.threshold()).isEqualTo(1);
    }

    @Test
    void isTheSameAtAnyConcurrency() {
        Interactions graph = graph(new Marks(stars(2, 5), stars(1, 4)), 0.15, USERS, 4);
        assertThat(choose(graph, 3)).isEqualTo(choose(graph, 1));
    }

    @Test
    void stopsWhenTold() {
        Interactions graph = graph(new Marks(stars(1, 5), stars(1, 5)), 0.1, USERS, 1);
        Monitor stopped = Monitor.whileTrue(() -> false);
        assertThatThrownBy(() -> LikeThreshold.choose(graph, TrainingOptions.defaults(), stopped))
                .isInstanceOf(CancellationException.class);
    }
}
