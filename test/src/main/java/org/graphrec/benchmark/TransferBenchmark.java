// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.data.GraphWriter;
import org.graphrec.data.MovieLensLoader;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.graphrec.training.evaluate.RankingMetrics;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * A model trained on the titles of MovieLens 1M, taken to MovieLens latest-small without training, beside the likeness of texts
 * and the popularity there. Of each user of latest-small a fifth of the ratings is withheld at random; the rest is the graph
 * that recommendations are made from. Nothing is chosen on latest-small. Reads {@code rec.data}, with {@code ml-1m} and {@code
 * ml-latest-small}, and {@code rec.heap}.
 */
public final class TransferBenchmark {
    private static final int K = 20;
    private static final double WITHHELD = 0.2;
    private static final long SEED = 7;

    private final Driver driver;
    private final Map<Long, Set<Integer>> test = new HashMap<>();

    private TransferBenchmark(Driver driver) {
        this.driver = driver;
    }

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, 1);
        Path data = Path.of(System.getProperty("rec.data", "../shared/data"));
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        try {
            ServerOptions options =
                    ServerOptions.ofBuild(target, "transfer-server").withHeap(System.getProperty("rec.heap", "4g"));
            try (var server = StandaloneServer.start(options)) {
                output.step("Training on ml-1m", () -> new TransferBenchmark(server.driver()).run(data))
                        .lines(0)
                        .forEach(output::line);
            }
        } catch (DataException | ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private TextTable run(Path data) {
        source(SplitLoader.movieLens1M(data.resolve("ml-1m")));
        target(new MovieLensLoader(data.resolve("ml-latest-small")).load());
        var table = new TextTable("on ml-latest-small", "Recall@20", "NDCG@20");
        for (String model : List.of("zeroShot", "text", "popularity")) {
            table.add(measure(model));
        }
        return table;
    }

    /** Everything of ml-1m is learned from: its own split has no part in this. */
    private void source(SplitDataset dataset) {
        new GraphWriter(driver, line -> {}).write(dataset.train());
        List<List<Long>> rest = new ArrayList<>();
        dataset.test().forEach((user, items) -> items.forEach(item -> rest.add(List.of(user, (long) item))));
        run(
                "UNWIND $rest AS r MATCH (u:User {id: r[0]}), (i:Item {id: r[1]}) CREATE (u)-[:INTERACTED]->(i)",
                Map.of("rest", rest));
        run("CALL rec.embed.nodes.write(['Item'], {textProperties: ['title', 'genres']})", Map.of());
        run("CALL gds.graph.project('source', {User: {}, Item: {properties: ['embedding']}}, 'INTERACTED')", Map.of());
        run(
                "CALL rec.train('source', {modelName: 'source', architecture: 'textgcn', featureProperties: ['embedding']})",
                Map.of());
        // two data sets have users of one label, so that the first goes once it is learned
        run("CALL gds.graph.drop('source')", Map.of());
        run("MATCH (n:User|Item) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS", Map.of());
    }

    private void target(Dataset dataset) {
        new GraphWriter(driver, line -> {}).write(dataset);
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Long>> withheld = new ArrayList<>();
        try (Session session = driver.session()) {
            for (Record pair : session.run("MATCH (u:User)-[:RATED]->(m:Movie) "
                            + "RETURN u.userId AS user, m.movieId AS movie ORDER BY user, movie")
                    .list()) {
                if (random.nextDouble() < WITHHELD) {
                    long user = pair.get("user").asLong();
                    test.computeIfAbsent(user, key -> new HashSet<>())
                            .add(pair.get("movie").asInt());
                    withheld.add(List.of(user, pair.get("movie").asLong()));
                }
            }
        }
        run(
                "UNWIND $withheld AS w MATCH (:User {userId: w[0]})-[r:RATED]->(:Movie {movieId: w[1]}) DELETE r",
                Map.of("withheld", withheld));
        run("CALL rec.embed.nodes.write(['Movie'], {textProperties: ['title', 'genres']})", Map.of());
        run("CALL gds.graph.project('target', {User: {}, Movie: {properties: ['embedding']}}, 'RATED')", Map.of());
        run("CALL rec.model.transfer('source', 'target', {modelName: 'zeroShot'})", Map.of());
        run(
                "CALL rec.train('target', {modelName: 'text', architecture: 'content', featureProperties: ['embedding']})",
                Map.of());
        run("CALL rec.train('target', {modelName: 'popularity', architecture: 'popularity'})", Map.of());
    }

    private Object[] measure(String model) {
        double recall = 0;
        double ndcg = 0;
        try (Session session = driver.session()) {
            for (Record row : session.run(
                            "MATCH (u:User) WHERE u.userId IN $users WITH collect(u) AS users "
                                    + "CALL rec.recommend.stream($model, users, {k: $k}) YIELD user, item "
                                    + "RETURN user.userId AS user, collect(item.movieId) AS items",
                            Map.of("users", List.copyOf(test.keySet()), "model", model, "k", K))
                    .list()) {
                int[] ranked = row.get("items").asList(value -> value.asInt()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                Set<Integer> relevant = test.get(row.get("user").asLong());
                recall += RankingMetrics.recall(ranked, relevant, K);
                ndcg += RankingMetrics.ndcg(ranked, relevant, K);
            }
        }
        return new Object[] {model, decimals(recall / test.size()), decimals(ndcg / test.size())};
    }

    private void run(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            session.run(statement, parameters).consume();
        }
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
