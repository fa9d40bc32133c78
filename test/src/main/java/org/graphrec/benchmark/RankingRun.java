package org.graphrec.benchmark;

import java.util.List;
import java.util.Map;
import org.graphrec.data.GraphWriter;
import org.graphrec.demo.Output;
import org.graphrec.training.evaluate.RankingMetrics;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** One data set in one server: loaded once, then trained and measured for each architecture. */
final class RankingRun {
    static final int K = 20;
    private static final double NANOS = 1e9;

    private final Driver driver;
    private final SplitDataset dataset;
    private final Output output;

    /**
     * What was measured.
     *
     * @param recall mean Recall@20 over the test users
     * @param ndcg mean NDCG@20 over the test users
     * @param trainSeconds wall time of rec.train
     * @param usersPerSecond through rec.recommend.stream and Bolt
     * @param parameters what was chosen on the withheld part of train
     */
    record Result(
            double recall, double ndcg, double trainSeconds, double usersPerSecond, Map<String, Object> parameters) {}

    RankingRun(Driver driver, SplitDataset dataset, Output output) {
        this.driver = driver;
        this.dataset = dataset;
        this.output = output;
    }

    /** Loads, embeds where there is text, and projects the train part. */
    void prepare() {
        new GraphWriter(driver, line -> {}).write(dataset.train());
        single(
                "MATCH (u:User) WHERE u.id IN $users SET u.test = true RETURN count(u)",
                Map.of("users", List.copyOf(dataset.test().keySet())));
        String item = "{}";
        if (dataset.text()) {
            single(
                    "CALL rec.embed.nodes.write(['Item'], {textProperties: ['title', 'genres']}) YIELD nodeCount",
                    Map.of());
            item = "{properties: ['embedding']}";
        }
        Record graph = single(
                "CALL gds.graph.project('train', {User: {}, Item: " + item + "}, 'INTERACTED') "
                        + "YIELD nodeCount, relationshipCount",
                Map.of());
        output.note("%s: %,d users, %,d items, %,d train and %,d test interactions"
                .formatted(
                        dataset.name(),
                        dataset.train().users().size(),
                        dataset.train().items().size(),
                        graph.get("relationshipCount").asLong(),
                        dataset.testInteractions()));
    }

    Result measure(String architecture) {
        long begin = System.nanoTime();
        String features = dataset.text() ? "featureProperties: ['embedding'], " : "";
        Record trained = single("""
                CALL rec.train('train', {
                  modelName: $architecture, architecture: $architecture, sourceNodeLabel: 'User',
                  targetNodeLabel: 'Item', relationshipTypes: ['INTERACTED'], %svalidationFraction: 0.1,
                  randomSeed: 42
                }) YIELD modelInfo RETURN modelInfo
                """.formatted(features), Map.of("architecture", architecture));
        double trainSeconds = (System.nanoTime() - begin) / NANOS;
        double recall = 0;
        double ndcg = 0;
        int users = 0;
        begin = System.nanoTime();
        try (Session session = driver.session()) {
            var rows = session.run("""
                    MATCH (u:User) WHERE u.test
                    WITH collect(u) AS users
                    CALL rec.recommend.stream($model, users, {k: $k}) YIELD user, item
                    RETURN user.id AS user, collect(item.id) AS items
                    """, Map.of("model", architecture, "k", K));
            while (rows.hasNext()) {
                Record row = rows.next();
                int[] ranked = row.get("items").asList(value -> value.asInt()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                var relevant = dataset.test().get(row.get("user").asLong());
                recall += RankingMetrics.recall(ranked, relevant, K);
                ndcg += RankingMetrics.ndcg(ranked, relevant, K);
                users++;
            }
        }
        if (users != dataset.test().size()) {
            throw new IllegalStateException(
                    "There are " + dataset.test().size() + " test users, but " + users + " got recommendations.");
        }
        return new Result(
                recall / users,
                ndcg / users,
                trainSeconds,
                users / ((System.nanoTime() - begin) / NANOS),
                trained.get("modelInfo").get("parameters").asMap());
    }

    private Record single(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters).single();
        }
    }
}
