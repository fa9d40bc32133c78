// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of users beside their interactions, at the moment from which they are predicted. */
class ContextTimesTest {
    private static final double UNKNOWN = Double.NaN;

    private static Interactions interactions(double[] times) {
        // user 0 takes items 0 to 3 at moments 1 to 4, user 1 items 3 and 2 at moments 5 and 6
        int[] users = {0, 0, 0, 0, 1, 1};
        int[] items = {0, 1, 2, 3, 3, 2};
        int[] viewers = {0, 0, 0, 1, 1};
        int[] viewed = {0, 3, 2, 0, 2};
        double[] moments = {UNKNOWN, 3.5, 3.9, 5.5, 4};
        // targets ascend in each row: user 0 viewed 0, 2, 3, user 1 viewed 0, 2
        Relation views = new Relation("VIEWED", Relation.Ends.USER_ITEM, Csr.fromEdges(2, 4, viewers, viewed, null))
                .withTimes(new double[] {moments[0], moments[2], moments[1], moments[3], moments[4]});
        return Interactions.of(2, 4, users, items, null, times).with(new Context(List.of(views)));
    }

    @Test
    void whatCameAfterWhatIsHeldOutIsNotKnown() {
        Holdout holdout = Holdout.of(interactions(new double[] {1, 2, 3, 4, 5, 6}), 0.5, 1);
        assertThat(holdout.held().history(0).items()).containsExactly(2, 3);
        assertThat(holdout.training().history(0).context(0)).containsExactly(0);
        assertThat(holdout.held().history(1).items()).containsExactly(2);
        assertThat(holdout.training().history(1).context(0)).containsExactly(0, 2);
    }

    @Test
    void withoutTimesOfTheInteractionsAllIsKnown() {
        Holdout holdout = Holdout.of(interactions(null), 0.5, 1);
        assertThat(holdout.training().history(0).context(0)).containsExactly(0, 2, 3);
        assertThat(holdout.training().history(1).context(0)).containsExactly(0, 2);
    }
}
