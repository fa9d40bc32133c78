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
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Popularity;
import org.junit.jupiter.api.Test;

class DiversityTest {
    /** Items 0 and 1 are alike, 2 is unlike both. */
    private static final Matrix FEATURES = new Matrix(3, 2, new float[] {1, 0, 1, 0, 0, 1});

    private static final List<Scored> POOL = List.of(
            new Scored(0, 1f, Basis.HISTORY), new Scored(1, 0.9f, Basis.HISTORY), new Scored(2, 0.5f, Basis.HISTORY));

    private static final ItemGraph GRAPH = new ItemGraph(
            Csr.fromEdges(4, 4, new int[] {3, 3, 3, 0}, new int[] {0, 1, 2, 1}, new float[] {1, 0.9f, 0.5f, 1}),
            new BitSet(),
            HistoryWeighting.NONE,
            Map.of());

    private static final Popularity POPULARITY = new Popularity(new int[] {100, 3, 2, 1});

    private static final ServedModel SERVED = ServedModel.of(GRAPH, POPULARITY, null);

    private static final Request REQUEST = Request.of(new History(new int[] {3}, null), 2);

    @Test
    void keepsTheOrderOfTheScoresAtZero() {
        assertThat(pick(0)).containsExactlyElementsOf(POOL);
    }

    @Test
    void putsTheUnlikeItemBeforeTheTwin() {
        assertThat(pick(0.5)).extracting(Scored::item).containsExactly(0, 2, 1);
    }

    @Test
    void keepsEachItemsOwnScore() {
        assertThat(pick(0.9)).containsExactlyInAnyOrderElementsOf(POOL);
    }

    @Test
    void readsLikenessFromTheGraphWhereThereAreNoFeatures() {
        ItemSimilarity similarity = ItemSimilarity.of(GRAPH, null);
        assertThat(similarity.of(0, 1)).isEqualTo(1f).isEqualTo(similarity.of(1, 0));
        assertThat(similarity.of(0, 2)).isZero();
        assertThat(items(new RankingPolicy(0.6, 0))).containsExactly(0, 2);
    }

    @Test
    void discountsWhatEverybodyHas() {
        assertThat(items(RankingPolicy.SCORE)).containsExactly(0, 1);
        assertThat(items(new RankingPolicy(0, 0.5))).containsExactly(1, 2);
    }

    @Test
    void answersABatchAsItAnswersOne() {
        BatchRecommender recommender = new BatchRecommender(SERVED, new RankingPolicy(0.3, 0.2), 3);
        List<Request> requests = List.of(REQUEST, Request.of(History.empty(), 3), REQUEST);
        assertThat(recommender.recommend(requests, Monitor.SILENT))
                .containsExactlyElementsOf(
                        requests.stream().map(recommender::recommend).toList());
    }

    private static List<Scored> pick(double lambda) {
        return new Diversity(lambda, ItemSimilarity.of(GRAPH, StackedMatrix.of(FEATURES))).pick(POOL, 3);
    }

    private static List<Integer> items(RankingPolicy policy) {
        return new BatchRecommender(SERVED, policy, 1)
                .recommend(REQUEST).stream().map(Scored::item).toList();
    }
}
