// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingMetrics;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** Recommending by nothing but vectors of users and items in one space: what is nearest by cosine, all items compared. */
final class NearestItems {
    private final Map<Long, float[]> users = new HashMap<>();
    private final List<Integer> items = new ArrayList<>();
    private final Matrix vectors;

    /** Reads a node property of a projection of labels User and Item. */
    NearestItems(Session session, String graph, String property) {
        List<float[]> rows = new ArrayList<>();
        var result = session.run("""
                CALL gds.graph.nodeProperty.stream($graph, $property) YIELD nodeId, propertyValue
                WITH gds.util.asNode(nodeId) AS node, propertyValue
                RETURN node.id AS id, node:User AS user, propertyValue AS vector""", Map.of("graph", graph, "property", property));
        while (result.hasNext()) {
            Record row = result.next();
            List<Double> numbers = row.get("vector").asList(value -> value.asDouble());
            float[] vector = new float[numbers.size()];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = numbers.get(d).floatValue();
            }
            Vectors.normalise(vector, 0, vector.length);
            if (row.get("user").asBoolean()) {
                users.put(row.get("id").asLong(), vector);
            } else {
                items.add(row.get("id").asInt());
                rows.add(vector);
            }
        }
        vectors = new Matrix(rows.size(), rows.get(0).length);
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, vectors.values(), vectors.offset(i), vectors.columns());
        }
    }

    /** Recall@k over the users of the test, of lists without what a user has in train. */
    double recall(SplitDataset dataset, int k) {
        Map<Object, Set<Integer>> seen = new HashMap<>();
        dataset.train()
                .interactions()
                .forEach(pair -> seen.computeIfAbsent(pair.user(), user -> new HashSet<>())
                        .add(((Long) pair.item()).intValue()));
        List<Map.Entry<Long, Set<Integer>>> tests = List.copyOf(dataset.test().entrySet());
        double[] recalls = new double[tests.size()];
        int threads = Runtime.getRuntime().availableProcessors();
        Parallel.forBlocks(recalls.length, 16, threads, Monitor.SILENT, (from, to) -> {
            for (int t = from; t < to; t++) {
                long user = tests.get(t).getKey();
                int[] ranked = nearest(users.get(user), seen.getOrDefault(user, Set.of()), k);
                recalls[t] = RankingMetrics.recall(ranked, tests.get(t).getValue(), k);
            }
        });
        return RankedLists.mean(recalls);
    }

    private int[] nearest(float[] user, Set<Integer> seen, int k) {
        TopK best = new TopK(k);
        for (int i = 0; i < vectors.rows(); i++) {
            float score = Vectors.dot(user, 0, vectors.values(), vectors.offset(i), user.length);
            if (best.admits(score) && !seen.contains(items.get(i))) {
                best.offer(score, i);
            }
        }
        long[] pairs = best.drain();
        int[] ranked = new int[pairs.length];
        for (int rank = 0; rank < ranked.length; rank++) {
            ranked[rank] = items.get(TopK.index(pairs[rank]));
        }
        return ranked;
    }
}
