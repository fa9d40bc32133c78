package org.graphrec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.graphrec.data.GraphWriter;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.graphrec.training.evaluate.RankingMetrics;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Side by side with Graph Data Science, in turns in one server: propagation and FastRP at the same dimension and depth on
 * generated graphs of four sizes, the largest with {@code rec.edges} relationships; and on gowalla Recall@20 of {@code
 * itemGraph}, of FastRP with kNN and of GraphSAGE with kNN.
 */
public final class GdsBenchmark {
    private static final int DIMENSION = 64;
    private static final int ROUNDS = 3;
    private static final int K = 20;
    private static final double NANOS = 1e9;

    private final Session session;
    private final Output output;

    private GdsBenchmark(Session session, Output output) {
        this.session = session;
        this.output = output;
    }

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, 2);
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        ServerOptions options =
                ServerOptions.ofBuild(target, "gds-benchmark-server").withHeap(System.getProperty("rec.heap", "4g"));
        try (var server = StandaloneServer.start(options);
                var session = server.driver().session()) {
            var benchmark = new GdsBenchmark(session, output);
            benchmark.propagation(Integer.getInteger("rec.edges", 10_000_000));
            Path gowalla = Path.of(System.getProperty("rec.data", "../shared/data"), "gowalla");
            if (Files.isDirectory(gowalla)) {
                new GraphWriter(server.driver(), line -> {})
                        .write(SplitLoader.gowalla(gowalla).train());
                benchmark.recommending(SplitLoader.gowalla(gowalla));
            } else {
                output.line(
                        "Skipped gowalla: there is no folder `" + gowalla + "`. Name another with -Drec.data=FOLDER.");
            }
        } catch (ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The same 64 random features and two hops for both; whole calls, best of three in turns. */
    private void propagation(int edges) {
        var table = new TextTable("nodes", "edges", "fastRP s", "propagate s", "of it compute s", "times faster");
        for (int part : new int[] {64, 16, 4, 1}) {
            int nodes = edges / part / 10;
            run(
                    "CALL gds.graph.generate('g', $nodes, 10, {relationshipSeed: 1, orientation: 'UNDIRECTED'}) YIELD nodes"
                            + " RETURN nodes",
                    Map.of("nodes", nodes));
            run(
                    "CALL gds.fastRP.mutate('g', {embeddingDimension: $d, iterationWeights: [1.0], randomSeed: 1,"
                            + " mutateProperty: 'features'}) YIELD nodeCount",
                    Map.of("d", DIMENSION));
            double fastRp = Double.MAX_VALUE;
            double ours = Double.MAX_VALUE;
            double compute = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                run(
                        "CALL gds.fastRP.mutate('g', {embeddingDimension: $d, iterationWeights: [0.0, 1.0, 1.0],"
                                + " randomSeed: 42, mutateProperty: 'theirs'}) YIELD nodeCount",
                        Map.of("d", DIMENSION));
                fastRp = Math.min(fastRp, (System.nanoTime() - start) / NANOS);
                start = System.nanoTime();
                Record row = run(
                        "CALL rec.propagate.mutate('g', {featureProperties: ['features'], layers: 2,"
                                + " mutateProperty: 'ours'}) YIELD computeMillis RETURN computeMillis",
                        Map.of());
                ours = Math.min(ours, (System.nanoTime() - start) / NANOS);
                compute = Math.min(compute, row.get(0).asLong() / 1e3);
                run("CALL gds.graph.nodeProperties.drop('g', ['ours', 'theirs']) YIELD graphName", Map.of());
            }
            table.add(nodes, 10 * nodes, seconds(fastRp), seconds(ours), seconds(compute), seconds(fastRp / ours));
            run("CALL gds.graph.drop('g') YIELD graphName", Map.of());
        }
        output.line("");
        table.lines(0).forEach(output::line);
    }

    private void recommending(SplitDataset dataset) {
        var table = new TextTable("gowalla", "Recall@20", "train s", "with lists s");
        run("CALL gds.graph.project('train', ['User', 'Item'], 'INTERACTED') YIELD nodeCount", Map.of());
        long start = System.nanoTime();
        run(
                "CALL rec.train('train', {modelName: 'ours', architecture: 'itemGraph', randomSeed: 42}) YIELD trainMillis",
                Map.of());
        double train = (System.nanoTime() - start) / NANOS;
        double recall = recall(dataset, """
                MATCH (u:User) WITH collect(u) AS users
                CALL rec.recommend.stream('ours', users, {k: 20}) YIELD user, item
                RETURN user.id AS user, collect(item.id) AS items""");
        table.add("rec itemGraph", recall, seconds(train), seconds((System.nanoTime() - start) / NANOS));
        run(
                "CALL gds.graph.project('both', ['User', 'Item'], {INTERACTED: {orientation: 'UNDIRECTED'}}) YIELD nodeCount",
                Map.of());
        start = System.nanoTime();
        run(
                "CALL gds.fastRP.mutate('both', {embeddingDimension: 64, iterationWeights: [0.0, 1.0, 1.0, 1.0], randomSeed: 42,"
                        + " mutateProperty: 'fastRP'}) YIELD nodeCount",
                Map.of());
        train = (System.nanoTime() - start) / NANOS;
        table.add(
                "gds.fastRP + kNN",
                neighbours(dataset, "fastRP"),
                seconds(train),
                seconds((System.nanoTime() - start) / NANOS));
        start = System.nanoTime();
        run(
                "CALL gds.beta.graphSage.train('both', {modelName: 'sage', featureProperties: ['fastRP'], embeddingDimension: 64,"
                        + " epochs: 5, randomSeed: 42}) YIELD trainMillis",
                Map.of());
        train = (System.nanoTime() - start) / NANOS;
        run(
                "CALL gds.beta.graphSage.mutate('both', {modelName: 'sage', mutateProperty: 'sage'}) YIELD nodeCount",
                Map.of());
        table.add(
                "gds.graphSage + kNN",
                neighbours(dataset, "sage"),
                seconds(train),
                seconds((System.nanoTime() - start) / NANOS));
        output.line("");
        table.lines(0).forEach(output::line);
    }

    /** The 20 items nearest to a user that are not in train: kNN gives enough more that the seen ones can go. */
    private double neighbours(SplitDataset dataset, String property) {
        return recall(dataset, """
                CALL gds.knn.filtered.stream('both', {nodeProperties: ['%s'], topK: 100, sourceNodeFilter: 'User',
                  targetNodeFilter: 'Item', concurrency: 4}) YIELD node1, node2, similarity
                WITH gds.util.asNode(node1) AS user, gds.util.asNode(node2) AS item, similarity
                WHERE NOT (user)-[:INTERACTED]->(item)
                WITH user, item ORDER BY similarity DESC
                RETURN user.id AS user, collect(item.id)[..20] AS items""".formatted(property));
    }

    /** Users that get no list count as misses. */
    private double recall(SplitDataset dataset, String statement) {
        double sum = 0;
        var rows = session.run(statement);
        while (rows.hasNext()) {
            Record row = rows.next();
            Set<Integer> relevant = dataset.test().get(row.get("user").asLong());
            if (relevant != null) {
                int[] items = row.get("items").asList(value -> value.asInt()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                sum += RankingMetrics.recall(items, relevant, K);
            }
        }
        return sum / dataset.test().size();
    }

    private Record run(String statement, Map<String, Object> parameters) {
        return session.run(statement, parameters).single();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
