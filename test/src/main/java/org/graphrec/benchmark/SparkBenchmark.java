// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.SparkJob;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * A generated graph, from a server through a job on two executors and back: how fast it is read and written, and how the model of the
 * job answers, where {@code rec.own=true} beside one that the server trains. Reads {@code rec.interactions}, {@code rec.heap} of the
 * server, and {@code rec.way}, which is {@code shuffle} with fixed parameters unless it is {@code broadcast} with chosen ones.
 */
public final class SparkBenchmark {
    private static final int PER_USER = 25;
    private static final int ITEMS = 20_000;
    private static final int QUESTIONS = 2_000;
    private static final int REASONS = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String PARAMETERS = "{\"sourceExponent\": 0.7, \"targetExponent\": 0.3, \"userExponent\": 0.5,"
            + " \"spectralExponent\": 0.4, \"spectralWeight\": 0.3, \"rank\": 32, \"damping\": 0.0, \"textWeight\": 0.0,"
            + " \"textPower\": 4.0, \"topK\": 50, \"recencyDecay\": 0.0, \"weighted\": false}";
    private static final Pattern STEP = Pattern.compile("\\[ *([0-9.]+) s\\] (\\w+)");

    private final StandaloneServer server;
    private final SparkJob job;
    private final Path folder;
    private final Output output;
    private final TextTable table = new TextTable("what", "value");

    private SparkBenchmark(StandaloneServer server, SparkJob job, Path folder, Output output) {
        this.server = server;
        this.job = job;
        this.folder = folder;
        this.output = output;
    }

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long interactions = Long.parseLong(System.getProperty("rec.interactions", "10000000"));
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        Path folder = Files.createTempDirectory("spark-benchmark").toRealPath();
        Output output = new Output(System.out, 5);
        ServerOptions options = ServerOptions.ofBuild(target, "spark-server")
                .withHeap(System.getProperty("rec.heap", "6g"))
                .withConfigurationFile("graph-recommender.conf", "rec.model.export_location=" + folder + "\n");
        SparkJob job = SparkJob.onExecutors(target, 2, Integer.getInteger("rec.executor.megabytes", 2048))
                .with(System.getProperty("rec.driver.heap", "2g"), Duration.ofHours(2));
        try (var server = StandaloneServer.start(options)) {
            new SparkBenchmark(server, job, folder, output).run(interactions);
        } catch (ServerException | Neo4jException | IllegalStateException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(long interactions) throws IOException, InterruptedException {
        long users = interactions / PER_USER;
        output.step("Loading about " + interactions + " interactions", () -> load(users));
        boolean chosen = System.getProperty("rec.way", "shuffle").equals("broadcast");
        List<String> train = new ArrayList<>(List.of(
                "train",
                "--graph-declaration",
                "{\"users\": \"User\", \"items\": \"Item\", \"interactions\": \"HAS\"}"));
        train.addAll(List.of("--model", "job", "--architecture", "itemGraph", "--topK", "50", "--rank", "32"));
        train.addAll(List.of("--out", folder.toString(), "--distribution", chosen ? "broadcast" : "shuffle"));
        if (!chosen) {
            train.addAll(List.of("--parameters", PARAMETERS));
        }
        double[] steps = call("train", train);
        long read = number("MATCH (:User)-[r:HAS]->() RETURN count(r) AS n", Map.of());
        table.add("interactions", read);
        table.add("read by the job, relationships/s", Math.round(read / (steps[1] - steps[0])));
        table.add("trained and written by the job, s", decimals(steps[steps.length - 1] - steps[1]));
        long begin = System.nanoTime();
        number("CALL rec.model.import('job') YIELD modelName RETURN 1 AS n", Map.of());
        table.add("rec.model.import, s", decimals((System.nanoTime() - begin) / 1e9));
        answers("job", users);
        if (Boolean.getBoolean("rec.own")) {
            own();
            answers("own", users);
        }
        double[] written = call(
                "recommend",
                List.of(
                        "recommend",
                        "--file",
                        folder.resolve("job.safetensors").toString(),
                        "--k",
                        "10",
                        "--writeRelationshipType",
                        "TOLD"));
        long told = number("MATCH (:User)-[r:TOLD]->() RETURN count(r) AS n", Map.of());
        table.add(
                "recommended and written by the job, relationships/s",
                Math.round(told / (written[written.length - 1] - written[0])));
        output.line("");
        table.lines(0).forEach(output::line);
    }

    private double[] call(String name, List<String> words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--url", server.boltUri().toString(), "--user", "neo4j", "--password", server.password()));
        output.note("the job `" + name + "`");
        SparkJob.Ended ended = job.run(folder, all);
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.out() + ended.err());
        }
        ended.out().lines().forEach(output::note);
        Matcher steps = STEP.matcher(ended.out());
        return steps.results()
                .filter(step -> List.of("Read", "Train", "Wrote", "Recommend").contains(step.group(2)))
                .mapToDouble(step -> Double.parseDouble(step.group(1)))
                .toArray();
    }

    private void own() {
        long begin = System.nanoTime();
        number(
                "CALL rec.graph.project('graph', {users: 'User', items: 'Item', interactions: 'HAS'}) YIELD nodeCount"
                        + " RETURN nodeCount AS n",
                Map.of());
        number(
                "CALL rec.train('graph', {modelName: 'own', architecture: 'itemGraph', topK: 50, rank: 32}) YIELD"
                        + " modelInfo RETURN 1 AS n",
                Map.of());
        table.add("projected and trained by the server, s", decimals((System.nanoTime() - begin) / 1e9));
    }

    /** How long ten items take, and how often the parts of a reason sum to the score. */
    private void answers(String model, long users) {
        SplittableRandom random = new SplittableRandom(1);
        double[] millis = new double[QUESTIONS];
        int reasons = 0;
        try (Session session = server.driver().session()) {
            for (int q = -QUESTIONS / 2; q < QUESTIONS; q++) {
                Map<String, Object> question = Map.of("model", model, "user", random.nextLong(users));
                long begin = System.nanoTime();
                List<Record> rows = session.run(
                                "MATCH (u:User {id: $user}) CALL rec.recommend.stream($model, u, {k: 10, concurrency: 1})"
                                        + " YIELD item, score RETURN item.id AS item, score",
                                question)
                        .list();
                millis[Math.max(0, q)] = (System.nanoTime() - begin) / NANOS_PER_MILLI;
                if (q >= 0 && q < REASONS && !rows.isEmpty()) {
                    reasons += explained(session, question, rows.get(0)) ? 1 : 0;
                }
            }
        }
        Arrays.sort(millis);
        table.add("rec.recommend of `" + model + "`, p50 ms", decimals(millis[QUESTIONS / 2]));
        table.add("rec.recommend of `" + model + "`, p99 ms", decimals(millis[QUESTIONS * 99 / 100]));
        table.add("reasons of `" + model + "` that sum to the score", reasons + " of " + REASONS);
    }

    private static boolean explained(Session session, Map<String, Object> question, Record first) {
        double sum = session.run(
                        "MATCH (u:User {id: $user}), (i:Item {id: $item}) CALL rec.explain.stream($model, u, i)"
                                + " YIELD contribution RETURN sum(contribution) AS sum",
                        Map.of(
                                "user", question.get("user"),
                                "model", question.get("model"),
                                "item", first.get("item").asLong()))
                .single()
                .get("sum")
                .asDouble();
        double score = first.get("score").asDouble();
        return Math.abs(sum - score) <= 1e-4 * Math.max(1, Math.abs(score));
    }

    /** Histories of a power law (exponent 1.6, 2 to 1,000) of items of a power law, whose numbers are hashes, made by the server. */
    private Void load(long users) {
        for (String label : List.of("User", "Item")) {
            number("CREATE CONSTRAINT FOR (n:" + label + ") REQUIRE n.id IS UNIQUE", Map.of());
        }
        number(
                "UNWIND range(0, $items - 1) AS i CALL (i) { CREATE (:Item {id: i}) } IN TRANSACTIONS OF 20000 ROWS",
                Map.of("items", ITEMS));
        number(
                "UNWIND range(0, $users - 1) AS u CALL (u) { CREATE (user:User {id: u})"
                        + " WITH user, u, toFloat((u * 7919 + 17) % 100003) / 100003 AS chance"
                        + " WITH user, u, toInteger(0.375 * $mean / ((1 - chance) ^ 0.625)) AS length"
                        + " UNWIND range(1, CASE WHEN length < 2 THEN 2 WHEN length > 1000 THEN 1000 ELSE length END) AS h"
                        + " WITH DISTINCT user, toInteger($items * (toFloat((u * 104729 + h * 1299709 + u * h) % 999983)"
                        + " / 999983) ^ 2.2) AS at MATCH (i:Item {id: at}) CREATE (user)-[:HAS]->(i) }"
                        + " IN TRANSACTIONS OF 2000 ROWS",
                Map.of("users", users, "items", ITEMS, "mean", PER_USER));
        return null;
    }

    private long number(String statement, Map<String, Object> parameters) {
        Driver driver = server.driver();
        try (Session session = driver.session()) {
            List<Record> rows = session.run(statement, parameters).list();
            return rows.isEmpty() ? 0 : rows.get(0).get(0).asLong();
        }
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
