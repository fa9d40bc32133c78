// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphrec.training.evaluate.RankingMetrics;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/**
 * Recommending as Neo4j's example of FastRP and kNN does: what similar users have and the user has not, each item by the sum of
 * the similarities.
 *
 * @param neighbours by user, the similarity of each of the {@value #TOP_K} nearest
 * @param seconds that kNN took
 */
record SimilarUsers(Map<Long, Map<Long, Double>> neighbours, double seconds) {
    static final int TOP_K = 10;

    /** Runs kNN between the users of a projection, by a node property. */
    static SimilarUsers read(Session session, String graph, String property) {
        Map<Long, Map<Long, Double>> neighbours = new HashMap<>();
        long start = System.nanoTime();
        List<Record> rows = session.run("""
                CALL gds.knn.stream($graph, {
                  nodeLabels: ['User'], nodeProperties: [$property], topK: $k, randomSeed: 42, concurrency: 1
                })
                YIELD node1, node2, similarity
                RETURN gds.util.asNode(node1).id AS user, gds.util.asNode(node2).id AS other, similarity""", Map.of("graph", graph, "property", property, "k", TOP_K))
                .list();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Record row : rows) {
            neighbours
                    .computeIfAbsent(row.get("user").asLong(), user -> new TreeMap<>())
                    .put(row.get("other").asLong(), row.get("similarity").asDouble());
        }
        return new SimilarUsers(neighbours, seconds);
    }

    /** Recall@k over the users of the test; those without a list are misses. Equal sums go by the item's key. */
    double recall(SplitDataset dataset, int k) {
        Map<Long, Set<Integer>> seen = new HashMap<>();
        dataset.train()
                .interactions()
                .forEach(pair -> seen.computeIfAbsent((Long) pair.user(), user -> new TreeSet<>())
                        .add(((Long) pair.item()).intValue()));
        double sum = 0;
        for (Map.Entry<Long, Set<Integer>> test : dataset.test().entrySet()) {
            Map<Integer, Double> scores = new TreeMap<>();
            neighbours
                    .getOrDefault(test.getKey(), Map.of())
                    .forEach((other, similarity) -> seen.getOrDefault(other, Set.of())
                            .forEach(item -> scores.merge(item, similarity, Double::sum)));
            scores.keySet().removeAll(new HashSet<>(seen.getOrDefault(test.getKey(), Set.of())));
            List<Integer> ranked = new ArrayList<>(scores.keySet());
            ranked.sort((one, other) -> Double.compare(scores.get(other), scores.get(one)));
            int[] list = ranked.stream().limit(k).mapToInt(Integer::intValue).toArray();
            sum += RankingMetrics.recall(list, test.getValue(), k);
        }
        return sum / dataset.test().size();
    }
}
