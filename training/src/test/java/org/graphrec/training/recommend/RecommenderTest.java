// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Popularity;
import org.junit.jupiter.api.Test;

class RecommenderTest {

    private static final History FIRST = new History(new int[] {0}, null);

    /** From item 0 to 1 (0.5), 2 (1) and 3 (0.5). */
    private static final ItemGraph GRAPH = new ItemGraph(
            Csr.fromEdges(5, 5, new int[] {0, 0, 0}, new int[] {1, 2, 3}, new float[] {0.5f, 1, 0.5f}),
            new BitSet(),
            HistoryWeighting.NONE,
            Map.of());

    private static final Matrix FEATURES = new Matrix(5, 2, new float[] {1, 0, 0, 1, 1, 0, 0, 1, 0, 0});

    @Test
    void ordersByScoreAndThenByIndex() {
        assertThat(recommend(Request.of(FIRST, 3)))
                .containsExactly(
                        new Scored(2, 1, Basis.HISTORY),
                        new Scored(1, 0.5f, Basis.HISTORY),
                        new Scored(3, 0.5f, Basis.HISTORY));
    }

    @Test
    void fillsUpToKWithItemsOfScoreZero() {
        assertThat(recommend(Request.of(FIRST, 4)))
                .endsWith(new Scored(4, 0, Basis.POPULARITY))
                .hasSize(4);
    }

    @Test
    void returnsSeenItemsWhenAsked() {
        assertThat(recommend(Request.of(FIRST, 9).withEligible(Eligibility.ALL)))
                .extracting(Scored::item)
                .containsExactly(2, 1, 3, 0, 4);
    }

    @Test
    void staysWithinCandidatesAndExclusions() {
        Eligibility eligible = Eligibility.among(3, 2, 1, 3).without(2);
        assertThat(recommend(Request.of(FIRST, 9).withEligible(eligible)))
                .containsExactly(new Scored(1, 0.5f, Basis.HISTORY), new Scored(3, 0.5f, Basis.HISTORY));
    }

    @Test
    void returnsNothingWithoutCandidates() {
        assertThat(recommend(Request.of(FIRST, 9).withEligible(Eligibility.among())))
                .isEmpty();
    }

    @Test
    void leavesOutScoresBelowTheMinimum() {
        assertThat(recommend(Request.of(FIRST, 9).withMinScore(0.5)))
                .extracting(Scored::item)
                .containsExactly(2, 1, 3);
    }

    @Test
    void blendsInAQuery() {
        float[] query = {0, 1};
        assertThat(recommend(Request.of(FIRST, 4).withQuery(query, 0.5)))
                .containsExactly(
                        new Scored(1, 0.75f, Basis.HISTORY),
                        new Scored(3, 0.75f, Basis.HISTORY),
                        new Scored(2, 0.5f, Basis.HISTORY),
                        new Scored(4, 0, Basis.TEXT));
    }

    @Test
    void normalisesByTheBestScoreOfAllWhateverIsLeftOut() {
        float[] query = {0, 1};
        Eligibility eligible = Eligibility.ALL.without(0, 2);
        assertThat(recommend(Request.of(FIRST, 1).withQuery(query, 0.25).withEligible(eligible)))
                .containsExactly(new Scored(1, 0.625f, Basis.HISTORY));
    }

    @Test
    void ranksByTheQueryAloneWithoutAHistory() {
        float[] query = {1, 0};
        assertThat(recommend(Request.of(History.empty(), 2).withQuery(query, 0.5)))
                .containsExactly(new Scored(0, 0.5f, Basis.TEXT), new Scored(2, 0.5f, Basis.TEXT));
    }

    @Test
    void refusesAQueryOfAnotherDimension() {
        Request request = Request.of(FIRST, 2).withQuery(new float[3], 0.5);
        assertThatThrownBy(() -> recommend(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The query has dimension 3 but the item features have 2.");
    }

    @Test
    void refusesAQueryWithoutFeatures() {
        Request request = Request.of(FIRST, 2).withQuery(new float[2], 0.5);
        assertThatThrownBy(() -> new Recommender(GRAPH, null).recommend(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A text query needs item features, but there are none.");
    }

    @Test
    void refusesAKBelowOne() {
        assertThatThrownBy(() -> Request.of(FIRST, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of `k` must be at least 1 but was `0`.");
    }

    @Test
    void refusesAnUnknownItem() {
        Request request = Request.of(new History(new int[] {5}, null), 1);
        assertThatThrownBy(() -> recommend(request)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void servesThePopularToStrangers() {
        Recommender recommender = new Recommender(new Popularity(new int[] {1, 4, 2}), null);
        assertThat(recommender.recommend(Request.of(History.empty(), 2)))
                .containsExactly(new Scored(1, 1, Basis.POPULARITY), new Scored(2, 0.5f, Basis.POPULARITY));
    }

    private static List<Scored> recommend(Request request) {
        return new Recommender(GRAPH, FEATURES).recommend(request);
    }
}
