// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.recommend.GroupRecommender.Aggregation;
import org.junit.jupiter.api.Test;

class GroupRecommenderTest {
    /** Item 0 speaks for 2 (1) and 4 (0.6); item 1 for 3 (0.5) and 4 (0.3). */
    private static final ItemGraph GRAPH = new ItemGraph(
            Csr.fromEdges(5, 5, new int[] {0, 0, 1, 1}, new int[] {2, 4, 3, 4}, new float[] {1, 0.6f, 0.5f, 0.3f}),
            new BitSet(),
            HistoryWeighting.NONE,
            Map.of());

    private static final History ONE = new History(new int[] {0}, null);
    private static final History OTHER = new History(new int[] {1}, null);

    @Test
    void findsWhatBothLikeRatherThanWhatOneLoves() {
        assertThat(recommend(Aggregation.LEAST, ONE, OTHER)).startsWith(new Scored(4, 0.6f, Basis.HISTORY));
        assertThat(recommend(Aggregation.MEAN, ONE, OTHER)).startsWith(new Scored(4, 0.6f, Basis.HISTORY));
        assertThat(recommend(Aggregation.MEAN, ONE, ONE, OTHER).get(0).item()).isEqualTo(2);
        assertThat(recommend(Aggregation.LEAST, ONE, ONE, OTHER).get(0).item()).isEqualTo(4);
    }

    @Test
    void isTheMembersOwnOrderForAGroupOfOne() {
        assertThat(recommend(Aggregation.MEAN, ONE)).extracting(Scored::item).startsWith(2, 4);
    }

    @Test
    void givesAMemberWithoutHistoryNoSay() {
        assertThat(recommend(Aggregation.LEAST, ONE, History.empty())).startsWith(new Scored(2, 1, Basis.HISTORY));
    }

    @Test
    void doesNotDependOnTheOrderOfTheMembers() {
        assertThat(recommend(Aggregation.LEAST, ONE, OTHER)).isEqualTo(recommend(Aggregation.LEAST, OTHER, ONE));
    }

    private static List<Scored> recommend(Aggregation aggregation, History... members) {
        return new GroupRecommender(GRAPH)
                .rank(List.of(members), aggregation, Eligibility.among(2, 3, 4), Monitor.SILENT)
                .best(3);
    }
}
