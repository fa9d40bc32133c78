// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * generated graphs of four sizes, the largest with {@code rec.edges} relationships; and on the data sets that {@code
 * rec.datasets} names (gowalla, ml-100k) Recall@20 of {@code itemGraph}, of Neo4j's own tutorial, FastRP and kNN, in two ways, and
 * of GraphSAGE. These are kept in {@code test/results}. With {@code rec.edges=0} no graph is generated, and with {@code
 * rec.sage=false} no GraphSAGE is trained.
 */
public final class GdsBenchmark {
    private static final int DIMENSION = 64;
    private static final int ROUNDS = 7;
    private static final int K = 20;
    private static final String RECALL = "Recall@" + K;
    private static final double NANOS = 1e9;
    /** Nodes; larger graphs take GraphSAGE more than ten minutes for the shortest training there is. */
    private static final int MOST_FOR_GRAPH_SAGE = 300_000;

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
            int edges = Integer.getInteger("rec.edges", 10_000_000);
            if (edges > 0) {
                benchmark.propagation(edges);
            }
            Path folder = Path.of(System.getProperty("rec.data", "../shared/data"));
            for (String name : System.getProperty("rec.datasets", "gowalla").split(",", -1)) {
                if (Files.isDirectory(folder.resolve(name))) {
                    SplitDataset dataset = dataset(name, folder.resolve(name));
                    new GraphWriter(server.driver(), line -> {}).write(dataset.train());
                    benchmark.recommending(dataset).write(target.resolveSibling("results"));
                    benchmark.clear();
                } else {
                    output.line("Skipped " + name + ": there is no folder `" + folder.resolve(name)
                            + "`. Name another with -Drec.data=FOLDER.");
                }
            }
        } catch (ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private static SplitDataset dataset(String name, Path folder) {
        return name.equals("ml-100k")
                ? SplitLoader.movieLens100K(folder).lastOfEach(0.2)
                : SplitLoader.lists(name, folder);
    }

    private void clear() {
        run("CALL gds.graph.drop('train') YIELD graphName RETURN graphName", Map.of());
        run("CALL gds.graph.drop('both') YIELD graphName RETURN graphName", Map.of());
        run("CALL rec.model.drop('ours') YIELD modelName RETURN modelName", Map.of());
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                .consume();
    }

    /** Graphs of four sizes, generated, with each relationship in both directions. */
    private void propagation(int edges) {
        TextTable table = propagationTable();
        for (int part : new int[] {64, 16, 4, 1}) {
            int nodes = edges / part / 10;
            run(
                    "CALL gds.graph.generate('g', $nodes, 10, {relationshipSeed: 1, orientation: 'UNDIRECTED'}) YIELD nodes"
                            + " RETURN nodes",
                    Map.of("nodes", nodes));
            propagate("g", String.valueOf(nodes), table);
            run("CALL gds.graph.drop('g') YIELD graphName", Map.of());
        }
        output.line("");
        table.lines(0).forEach(output::line);
    }

    private static TextTable propagationTable() {
        return new TextTable(
                "nodes", "edges", "graphSage s", "fastRP s", "propagate s", "times faster", "compute s", "estimate MB");
    }

    /**
     * 64 random features and two hops for all; whole calls, best of seven in turns, GraphSAGE's once, by a model that is hardly
     * trained. An iteration weight of FastRP is of a hop, and the first of ours is of a node's own content. Adds a row to the table.
     */
    private void propagate(String graph, String name, TextTable table) {
        Map<String, Object> parameters = Map.of("graph", graph, "d", DIMENSION);
        run(
                "CALL gds.fastRP.mutate($graph, {embeddingDimension: $d, iterationWeights: [1.0], randomSeed: 1,"
                        + " mutateProperty: 'features'}) YIELD nodeCount",
                parameters);
        double fastRp = Double.MAX_VALUE;
        double ours = Double.MAX_VALUE;
        double compute = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            run(
                    "CALL gds.fastRP.mutate($graph, {embeddingDimension: $d, iterationWeights: [1.0, 1.0], randomSeed: 42,"
                            + " mutateProperty: 'theirs'}) YIELD nodeCount",
                    parameters);
            fastRp = Math.min(fastRp, (System.nanoTime() - start) / NANOS);
            start = System.nanoTime();
            Record row = run(
                    "CALL rec.propagate.mutate($graph, {featureProperties: ['features'], layers: 2,"
                            + " iterationWeights: [0.0, 1.0, 1.0], mutateProperty: 'ours'})"
                            + " YIELD computeMillis RETURN computeMillis",
                    parameters);
            ours = Math.min(ours, (System.nanoTime() - start) / NANOS);
            compute = Math.min(compute, row.get(0).asLong() / 1e3);
            run("CALL gds.graph.nodeProperties.drop($graph, ['ours', 'theirs']) YIELD graphName", parameters);
        }
        Record size = run(
                "CALL gds.graph.list($graph) YIELD nodeCount, relationshipCount RETURN nodeCount, relationshipCount",
                parameters);
        long estimate = run(
                        "CALL rec.propagate.mutate.estimate($graph, {featureProperties: ['features'], layers: 2,"
                                + " mutateProperty: 'ours'}) YIELD bytesMax RETURN bytesMax",
                        parameters)
                .get(0)
                .asLong();
        table.add(
                name,
                size.get("relationshipCount").asLong(),
                size.get("nodeCount").asLong() > MOST_FOR_GRAPH_SAGE ? "-" : seconds(graphSage(parameters)),
                seconds(fastRp),
                seconds(ours),
                seconds(fastRp / ours),
                seconds(compute),
                estimate >> 20);
    }

    /** Seconds of what GraphSAGE does with a trained model: two hops of sampled neighbours, and what it has learnt of them. */
    private double graphSage(Map<String, Object> parameters) {
        run(
                "CALL gds.beta.graphSage.train($graph, {modelName: 'hops', featureProperties: ['features'],"
                        + " embeddingDimension: $d, epochs: 1, maxIterations: 1, randomSeed: 42}) YIELD trainMillis",
                parameters);
        long start = System.nanoTime();
        run(
                "CALL gds.beta.graphSage.mutate($graph, {modelName: 'hops', mutateProperty: 'sampled'}) YIELD nodeCount",
                parameters);
        double seconds = (System.nanoTime() - start) / NANOS;
        run("CALL gds.model.drop('hops') YIELD modelName", parameters);
        run("CALL gds.graph.nodeProperties.drop($graph, ['sampled']) YIELD graphName", parameters);
        return seconds;
    }

    /** Vectors are also searched exactly, for items: kNN finds no better neighbours. */
    private Result recommending(SplitDataset dataset) {
        List<Result.Row> rows = new ArrayList<>();
        run("CALL gds.graph.project('train', ['User', 'Item'], 'INTERACTED') YIELD nodeCount", Map.of());
        double train = timed(
                "CALL rec.train('train', {modelName: 'ours', architecture: 'itemGraph', randomSeed: 42}) YIELD trainMillis");
        rows.add(row("`rec.train`, `itemGraph`", recommended(dataset), train));
        run(
                "CALL gds.graph.project('both', ['User', 'Item'], {INTERACTED: {orientation: 'UNDIRECTED'}}) YIELD nodeCount",
                Map.of());
        if (Integer.getInteger("rec.edges", 1) > 0) {
            TextTable propagation = propagationTable();
            propagate("both", dataset.name(), propagation);
            output.line("");
            propagation.lines(0).forEach(output::line);
        }
        train = timed("CALL gds.fastRP.mutate('both', {embeddingDimension: 64, iterationWeights: [0.0, 1.0, 1.0, 1.0],"
                + " randomSeed: 42, mutateProperty: 'fastRP'}) YIELD nodeCount");
        rows.add(row(
                "`gds.fastRP`, 3 hops, nearest items",
                new NearestItems(session, "both", "fastRP").recall(dataset, K),
                train));
        SimilarUsers similar = SimilarUsers.read(session, "both", "fastRP");
        rows.add(row(
                "`gds.fastRP`, `gds.knn` between users, their items",
                similar.recall(dataset, K),
                train + similar.seconds()));
        if (!"false".equals(System.getProperty("rec.sage"))) {
            rows.add(graphSage(dataset));
        }
        var table = new TextTable(dataset.name(), RECALL, "train s");
        output.line("");
        rows.forEach(row -> table.add(row.model(), row.figures().get(RECALL), seconds(row.seconds())));
        table.lines(0).forEach(output::line);
        return new Result(
                dataset.data() + "-beside-gds",
                dataset.data(),
                dataset.protocol(),
                Source.ofThisRun(GdsBenchmark.class, System.getProperty("rec.heap", "4g")),
                rows);
    }

    private Result.Row graphSage(SplitDataset dataset) {
        double train = timed("CALL gds.beta.graphSage.train('both', {modelName: 'sage', featureProperties: ['fastRP'],"
                + " embeddingDimension: 64, epochs: 20, learningRate: 0.01, randomSeed: 42}) YIELD trainMillis");
        run(
                "CALL gds.beta.graphSage.mutate('both', {modelName: 'sage', mutateProperty: 'sage'}) YIELD nodeCount",
                Map.of());
        run("CALL gds.model.drop('sage') YIELD modelName", Map.of());
        return row(
                "`gds.beta.graphSage` on these vectors, 20 epochs, nearest items",
                new NearestItems(session, "both", "sage").recall(dataset, K),
                train);
    }

    private static Result.Row row(String model, double recall, double seconds) {
        return new Result.Row(model, List.of(42L), Map.of(RECALL, recall), seconds);
    }

    private double timed(String statement) {
        long start = System.nanoTime();
        run(statement, Map.of());
        return (System.nanoTime() - start) / NANOS;
    }

    /** Users that get no list count as misses. */
    private double recommended(SplitDataset dataset) {
        double sum = 0;
        var rows = session.run("""
                MATCH (u:User) WITH collect(u) AS users
                CALL rec.recommend.stream('ours', users, {k: 20}) YIELD user, item
                RETURN user.id AS user, collect(item.id) AS items""");
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
