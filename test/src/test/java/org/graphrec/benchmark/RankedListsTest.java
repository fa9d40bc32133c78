// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.benchmark.RankedLists.Entry;
import org.junit.jupiter.api.Test;

class RankedListsTest {

    @Test
    void countsHalfOfTheTiesBefore() {
        RankedLists lists = new RankedLists(Map.of(1L, Set.of(7)));
        lists.put(
                1,
                List.of(new Entry(5, 0.9), new Entry(6, 0.4), new Entry(7, 0.4), new Entry(8, 0.4), new Entry(9, 0.1)));
        assertThat(lists.recall(2)).containsExactly(0);
        assertThat(lists.recall(3)).containsExactly(1);
        assertThat(lists.ndcg(3)[0]).isCloseTo(Math.log(2) / Math.log(4), within(1e-9));
    }

    @Test
    void takesNoHitFromATieThatGoesOnBehindTheList() {
        RankedLists lists = new RankedLists(Map.of(1L, Set.of(6)));
        lists.put(1, List.of(new Entry(5, 0.9), new Entry(6, 0.0), new Entry(7, 0.0)));
        assertThat(lists.recall(3)).containsExactly(0);
    }

    @Test
    void judgesTheSameListsByOtherItems() {
        Map<Long, Set<Integer>> relevant = Map.of(1L, Set.of(5, 6), 2L, Set.of(5));
        RankedLists lists = new RankedLists(relevant);
        lists.put(1, List.of(new Entry(5, 2), new Entry(9, 1)));
        lists.put(2, List.of(new Entry(9, 2), new Entry(5, 1)));
        assertThat(lists.recall(2)).containsExactly(0.5, 1);
        RankedLists some = lists.judgedBy(RankedLists.among(relevant, Set.of(6)));
        assertThat(some.users()).isEqualTo(1);
        assertThat(some.recall(2)).containsExactly(0);
    }

    @Test
    void comparesInPairs() {
        double[] one = {0.5, 0.6, 0.9};
        double[] other = {0.4, 0.4, 0.6};
        // mean 0.2, standard deviation 0.1
        assertThat(RankedLists.standardErrorsAbove(one, other)).isCloseTo(0.2 / (0.1 / Math.sqrt(3)), within(1e-9));
    }
}
