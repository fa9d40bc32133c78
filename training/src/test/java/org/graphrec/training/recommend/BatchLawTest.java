// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests at once have the answers of each alone, whatever is asked and on however many threads. */
class BatchLawTest {
    private static final int REQUESTS = 37;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void manyAreAnsweredAsEachAlone(long seed) {
        RandomModels random = new RandomModels(seed);
        for (Map.Entry<String, Model> entry : random.all().entrySet()) {
            for (RankingPolicy policy :
                    List.of(RankingPolicy.SCORE, new RankingPolicy(0.3, 0), new RankingPolicy(0, 0.4))) {
                for (boolean query : new boolean[] {false, true}) {
                    same(entry, policy, random, requests(random, query));
                }
            }
        }
    }

    private static List<Request> requests(RandomModels random, boolean query) {
        float[] shared = query ? random.vector() : null;
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Request request = random.request(query, i % 3 == 0).withK(i % 2 == 0 ? 4 : 70);
            // one has a query of its own
            requests.add(query && i != 5 ? request.withQuery(shared, request.queryWeight()) : request);
        }
        return requests;
    }

    private static void same(
            Map.Entry<String, Model> entry, RankingPolicy policy, RandomModels random, List<Request> requests) {
        Model model = random.withNewItems(entry.getValue());
        StackedMatrix features = random.features();
        ServedModel served =
                ServedModel.of(model, random.popularity.with(random.newItems(), 1, Monitor.SILENT), features);
        List<List<Scored>> alone = new ArrayList<>();
        for (Request request : requests) {
            alone.add(new BatchRecommender(served, policy, 1).recommend(request));
        }
        for (int concurrency : new int[] {1, 3}) {
            assertThat(new BatchRecommender(served, policy, concurrency).recommend(requests, Monitor.SILENT))
                    .as("%s, %s, on %d threads", entry.getKey(), policy, concurrency)
                    .isEqualTo(alone);
        }
    }
}
