// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.userknn;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;
import org.junit.jupiter.api.Test;

class UserKnnTest {
    private static final UserKnn.Options OPTIONS = new UserKnn.Options(2, 0.5, 0.5, 1, 0.3, HistoryWeighting.NONE);

    @Test
    void isWithoutAUserWhatItWouldBeHadHeNeverBeen() {
        UserKnn all = of(4, new int[] {0, 0, 1, 1, 2, 2, 2, 3}, new int[] {0, 1, 1, 2, 0, 2, 3, 3});
        UserKnn never = of(3, new int[] {0, 0, 1, 1, 1, 2}, new int[] {0, 1, 0, 2, 3, 3});
        UserKnn without = all.withoutUser(1, -1);
        assertThat(without.byUser().rows()).isEqualTo(3);
        for (int[] items : new int[][] {{0}, {1, 2}, {3}, {0, 1, 2, 3}}) {
            float[] expected = new float[4];
            float[] scores = new float[4];
            never.score(new History(items, null), expected);
            without.score(new History(items, null), scores);
            assertThat(scores).isEqualTo(expected);
        }
    }

    private static UserKnn of(int users, int[] userOf, int[] itemOf) {
        return new UserKnn(Interactions.of(users, 4, userOf, itemOf, null, null), OPTIONS);
    }
}
