// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * How long ten items take: {@code rec.recommend.stream} on one thread, which is exact, beside Neo4j's vector index on the same
 * vectors and questions, and GDS's kNN, all over Bolt in one run. Reads {@code rec.items} (several, with commas) and {@code
 * rec.heap}. Loading and the index take most of the time: about a minute for 100,000 items, and ten for 1,000,000.
 */
public final class LatencyBenchmark {
    private static final int USERS = 200;
    private static final int QUESTIONS = 2_000;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 5;
    private static final int K = 10;
    private static final int MOST_FOR_KNN = 100_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Driver driver;
    private final Output output;
    private final long items;

    private LatencyBenchmark(Driver driver, Output output, long items) {
        this.driver = driver;
        this.output = output;
        this.items = items;
    }

    /** A question, as a user and as a vector. */
    private record Question(long user, List<Double> vector) {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        String[] sizes = System.getProperty("rec.items", "100000").split(",", -1);
        var output = new Output(System.out, sizes.length);
        var table = new TextTable("items", "what", "p50 ms", "p99 ms", "recall@10", "thread-s for all");
        try {
            for (String size : sizes) {
                long items = Long.parseLong(size.strip());
                output.step("Measuring with " + size + " items", () -> run(items, output))
                        .forEach(table::add);
            }
        } catch (ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
        output.line("");
        table.lines(0).forEach(output::line);
    }

    private static List<Object[]> run(long items, Output output) {
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        ServerOptions options =
                ServerOptions.ofBuild(target, "latency-server").withHeap(System.getProperty("rec.heap", "4g"));
        try (var server = StandaloneServer.start(options)) {
            return new LatencyBenchmark(server.driver(), output, items).measure();
        }
    }

    private List<Object[]> measure() {
        load();
        List<Question> questions = questions();
        String recommend =
                "MATCH (u:User {id: $user}) CALL rec.recommend.stream('content', u, {k: $k, excludeSeen: false, "
                        + "concurrency: 1}) YIELD item RETURN item.id AS id";
        String index = "CALL db.index.vector.queryNodes('vectors', $k, $vector) YIELD node RETURN node.id AS id";
        String lookup = "MATCH (u:User {id: $user})-[:HAS]->(i) RETURN i.id AS id LIMIT $k";
        List<String> statements = List.of(recommend, index, lookup);
        List<List<Set<Long>>> answers = new ArrayList<>();
        for (String statement : statements) {
            ask(statement, questions, WARM_UP, new ArrayList<>());
            answers.add(new ArrayList<>());
        }
        // in turns, so that what the machine does besides falls on all alike
        double[][] times = new double[statements.size()][0];
        for (int round = 0; round < ROUNDS; round++) {
            for (int s = 0; s < times.length; s++) {
                times[s] = joined(times[s], ask(statements.get(s), questions, QUESTIONS / ROUNDS, answers.get(s)));
            }
        }
        List<Object[]> rows = new ArrayList<>();
        rows.add(row("rec.recommend.stream", times[0], 1));
        rows.add(row("db.index.vector.queryNodes", times[1], recall(answers.get(0), answers.get(1))));
        rows.add(row("a history, by plain Cypher", times[2], Double.NaN));
        if (items <= MOST_FOR_KNN) {
            Record knn = single(
                    "CALL gds.knn.stats('items', {nodeLabels: ['Item'], nodeProperties: ['embedding'], topK: $k, "
                            + "concurrency: 1}) YIELD computeMillis",
                    Map.of("k", K));
            rows.add(new Object[] {
                items,
                "gds.knn (all items at once)",
                "-",
                "-",
                "-",
                decimals(1, knn.get("computeMillis").asLong() / 1e3)
            });
        }
        return rows;
    }

    private void load() {
        try (Session session = driver.session()) {
            GeneratedItems.load(session, items, USERS);
        }
        run("CALL gds.graph.project('items', {User: {}, Item: {properties: ['embedding']}}, 'HAS')", Map.of());
        run(
                "CALL rec.train('items', {modelName: 'content', architecture: 'content', featureProperties: ['embedding']})",
                Map.of());
        run(
                "CREATE VECTOR INDEX vectors FOR (i:Item) ON (i.embedding) OPTIONS {indexConfig: {`vector.dimensions`: 64, "
                        + "`vector.similarity_function`: 'cosine'}}",
                Map.of());
        long begin = System.nanoTime();
        run("CALL db.awaitIndexes(3600)", Map.of());
        output.note("%,d items, the vector index built in %.0f s".formatted(items, (System.nanoTime() - begin) / 1e9));
    }

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        try (Session session = driver.session()) {
            for (Record record : session.run(
                            "MATCH (u:User)-[:HAS]->(i) RETURN u.id AS user, collect(i.embedding) AS vectors")
                    .list()) {
                double[] sum = new double[GeneratedItems.DIMENSION];
                for (Object vector : record.get("vectors").asList()) {
                    double[] values = ((List<?>) vector)
                            .stream().mapToDouble(v -> (Double) v).toArray();
                    double length =
                            Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
                    Arrays.setAll(sum, d -> sum[d] + values[d] / length);
                }
                questions.add(new Question(
                        record.get("user").asLong(), Arrays.stream(sum).boxed().toList()));
            }
        }
        return questions;
    }

    /** Milliseconds of each question; what is answered the first time is kept. */
    private double[] ask(String statement, List<Question> questions, int count, List<Set<Long>> answers) {
        double[] millis = new double[count];
        try (Session session = driver.session()) {
            for (int q = 0; q < count; q++) {
                Question question = questions.get(q % questions.size());
                Map<String, Object> parameters = Map.of("user", question.user(), "vector", question.vector(), "k", K);
                long begin = System.nanoTime();
                List<Record> rows = session.run(statement, parameters).list();
                millis[q] = (System.nanoTime() - begin) / NANOS_PER_MILLI;
                if (answers.size() < questions.size()) {
                    Set<Long> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(row.get("id").asLong()));
                    answers.add(ids);
                }
            }
        }
        return millis;
    }

    private static double[] joined(double[] before, double[] more) {
        double[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        Arrays.sort(all);
        return all;
    }

    private static double recall(List<Set<Long>> exact, List<Set<Long>> approximate) {
        int found = 0;
        int all = 0;
        for (int q = 0; q < exact.size(); q++) {
            all += exact.get(q).size();
            Set<Long> both = new HashSet<>(exact.get(q));
            both.retainAll(approximate.get(q));
            found += both.size();
        }
        return (double) found / all;
    }

    private Object[] row(String what, double[] sortedMillis, double recall) {
        return new Object[] {
            items,
            what,
            decimals(2, sortedMillis[sortedMillis.length / 2]),
            decimals(2, sortedMillis[sortedMillis.length * 99 / 100]),
            Double.isNaN(recall) ? "-" : decimals(3, recall),
            "-"
        };
    }

    private void run(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            session.run(statement, parameters).consume();
        }
    }

    private Record single(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters).single();
        }
    }

    private static String decimals(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
