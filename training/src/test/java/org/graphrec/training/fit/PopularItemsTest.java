// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.store.ModelFormat;
import org.junit.jupiter.api.Test;

class PopularItemsTest {
    private static final int ITEMS = 200;
    private static final int USERS = 400;
    private static final double DAY = 86_400;

    @Test
    void newcomersAreShownWhatIsPopularLatelyWhereThatIsWhatNewcomersTake() {
        Popularity popular = PopularItems.of(seasons(true));
        assertThat(popular.recent()).isPresent();
        // the last ten days had the last of the seasons, whose items are 190 to 199
        assertThat(popular.descending().limit(5)).allMatch(item -> item >= 190);
        float[] scores = new float[ITEMS];
        popular.score(null, scores);
        int[] order = popular.descending().toArray();
        for (int i = 1; i < order.length; i++) {
            assertThat(scores[order[i]]).isLessThanOrEqualTo(scores[order[i - 1]]);
        }
    }

    @Test
    void newcomersAreShownWhatIsPopularOfAllTimeWhereNothingChanges() {
        assertThat(PopularItems.of(seasons(false)).recent()).isEmpty();
    }

    @Test
    void withoutTimesAllInteractionsDecide() {
        Interactions timed = seasons(true);
        Interactions untimed = Interactions.of(USERS, ITEMS, new int[] {0, 1, 1}, new int[] {7, 7, 3}, null, null);
        assertThat(PopularItems.of(untimed).recent()).isEmpty();
        assertThat(PopularItems.of(untimed).descending().findFirst()).hasValue(7);
        assertThat(timed.timed()).isTrue();
    }

    @Test
    @SuppressWarnings("unchecked")
    void areStoredWithTheirOrder() {
        Popularity popular = PopularItems.of(seasons(true));
        Architecture architecture = Architectures.of("popularity");
        ModelFormat<Popularity> format = (ModelFormat<Popularity>) architecture.format();
        Popularity again = format.decode(format.encode(popular, null), null);
        assertThat(again.descending().toArray()).isEqualTo(popular.descending().toArray());
        Popularity plain = new Popularity(new int[] {2, 5});
        assertThat(format.encode(plain, null).tensors()).containsOnlyKeys("counts");
    }

    /** Two users come every day and take five items at once: of the season, ten days long, or the same of all days. */
    private static Interactions seasons(boolean change) {
        SplittableRandom random = new SplittableRandom(4);
        int[] users = new int[USERS * 5];
        int[] items = new int[users.length];
        double[] times = new double[users.length];
        for (int user = 0; user < USERS; user++) {
            int day = user / 2;
            int season = change ? day / 10 * 10 : 0;
            for (int i = 0; i < 5; i++) {
                users[user * 5 + i] = user;
                items[user * 5 + i] =
                        change ? season + random.nextInt(10) : (int) (ITEMS * Math.pow(random.nextDouble(), 3));
                times[user * 5 + i] = 1e9 + day * DAY;
            }
        }
        return Interactions.of(USERS, ITEMS, users, items, null, times);
    }
}
