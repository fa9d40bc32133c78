// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.Faults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Calls of every procedure and function with values that make no sense, drawn from their signatures. Each ends in seconds, well
 * or with an error of the client that a person can read; {@code -Drec.malformed.calls=100000} for more of them.
 */
@Tag("reliability")
@ServerWith(home = "it-malformed", heap = "1g", operatorFile = "rec.model.store_location={folder}")
class MalformedCallsIT {
    private static final int CALLS = Integer.getInteger("rec.malformed.calls", 300);
    private static final long SEED = Long.getLong("rec.malformed.seed", 8);
    private static final int CLIENTS = 2;
    private static final long MOST_MILLIS = 5_000;

    /** A text of thousands of characters may be given, but is not given back. */
    private static final int LONGEST_MESSAGE = 6_000;

    private static Path models;

    /** One call that went wrong. */
    private record Wrong(String call, String what) {}

    /** What can be called, with the names and types of its arguments and the names of its columns. */
    private record Signature(String name, List<String> types, List<String> columns) {
        boolean isFunction() {
            return columns.isEmpty();
        }
    }

    @Test
    void endWellOrWithAnErrorOfTheClient(TestServer cypher, Path folder) throws Exception {
        models = folder;
        load(cypher);
        List<Signature> signatures = signatures(cypher);
        assertThat(signatures).hasSizeGreaterThan(30);
        Queue<Wrong> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Thread(() -> {
                    for (int call = next.getAndIncrement(); call < CALLS; call = next.getAndIncrement()) {
                        failed.addAndGet(call(cypher, signatures, call, wrong) ? 0 : 1);
                    }
                }))
                .toList();
        clients.forEach(Thread::start);
        for (Thread client : clients) {
            client.join();
        }
        assertThat(cypher.server().alive()).isTrue();
        assertThat(cypher.value("RETURN 1").asLong()).isEqualTo(1);
        assertThat(cypher.column("CALL rec.doctor() YIELD check, detail WHERE check = 'heap' RETURN detail")
                        .toString())
                .as("promised memory is given back")
                .contains(" 0 Bytes of it promised");
        assertThat(summary(wrong)).isEmpty();
        // calls that all pass, or are all refused, would show nothing
        assertThat(failed.get()).isBetween(CALLS / 4, CALLS - CALLS / 50);
        assertThat(leaks(cypher)).isEmpty();
    }

    private static void load(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "model", "itemGraph");
        Checkerboard.train(cypher, "content", "content");
        cypher.rows("CALL rec.model.store('model')");
    }

    private static List<Signature> signatures(Cypher cypher) {
        String found = " YIELD name, argumentDescription, returnDescription WHERE name STARTS WITH 'rec.'"
                + " AND NOT name STARTS WITH 'rec.model.delete' RETURN name, [a IN argumentDescription | a.type] AS types, ";
        List<Signature> signatures = new ArrayList<>();
        for (Record row : cypher.rows("SHOW PROCEDURES" + found + "[c IN returnDescription | c.name] AS columns")) {
            signatures.add(signature(row));
        }
        for (Record row : cypher.rows("SHOW USER DEFINED FUNCTIONS" + found + "[] AS columns")) {
            signatures.add(signature(row));
        }
        return signatures;
    }

    private static Signature signature(Record row) {
        return new Signature(
                row.get("name").asString(),
                row.get("types").asList(value -> value.asString()),
                row.get("columns").asList(value -> value.asString()));
    }

    /** True when the call passed. */
    private static boolean call(Cypher cypher, List<Signature> signatures, int number, Queue<Wrong> wrong) {
        Random random = new Random(SEED * 1_000_003 + number);
        Signature signature = signatures.get(random.nextInt(signatures.size()));
        OddValues values = new OddValues(random, words());
        Map<String, Object> parameters = new HashMap<>();
        String arguments = IntStream.range(
                        0,
                        random.nextInt(8) == 0
                                ? random.nextInt(4)
                                : signature.types().size())
                .mapToObj(a -> argument(signature, a, random, values, parameters))
                .collect(Collectors.joining(", "));
        String invoked = signature.name() + "(" + arguments + ")";
        String statement = arguments.contains("n.")
                ? "OPTIONAL MATCH (u:User {name: 'user1'}) OPTIONAL MATCH (f:Film {name: 'film1'}) WITH {u: u, f: f} AS n LIMIT 1 "
                : "";
        statement += signature.isFunction()
                ? "RETURN " + invoked
                : "CALL " + invoked + " YIELD " + signature.columns().get(0) + " RETURN count(*)";
        long begin = System.nanoTime();
        boolean passed = true;
        String shown = number + ": " + statement;
        try (Session session = cypher.driver().session()) {
            session.run(statement, parameters).consume();
        } catch (Neo4jException error) {
            passed = false;
            judge(error, shown, wrong);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (Clock.REQUIRED && millis > MOST_MILLIS) {
            wrong.add(new Wrong(shown, "took " + millis + " ms and " + (passed ? "passed" : "failed")));
        }
        return passed;
    }

    private static String argument(
            Signature signature, int a, Random random, OddValues values, Map<String, Object> parameters) {
        String type = a < signature.types().size() ? signature.types().get(a) : "ANY";
        String name = "p" + a;
        int draw = random.nextInt(10);
        if (a == 0 && draw < 6) {
            // more than half of the calls get past their first argument
            parameters.put(name, known(signature.name(), random));
            return signature.name().startsWith("rec.embed.nodes.") && random.nextBoolean() ? "['Film']" : "$" + name;
        }
        if (type.startsWith("NODE") || (type.startsWith("ANY") && draw < 5)) {
            return List.of("n.u", "n.f", "[n.u, n.u]", "[n.f, null]", "{item: n.f}", "'*'")
                    .get(random.nextInt(6));
        }
        if (type.startsWith("MAP") && draw < 8) {
            Map<String, Object> map = new TreeMap<>(values.map(2));
            usual(signature.name(), random).forEach(map::putIfAbsent);
            parameters.put(name, map);
            return "$" + name;
        }
        parameters.put(name, values.like(type));
        return "$" + name;
    }

    private static String known(String procedure, Random random) {
        if (procedure.startsWith("rec.train")
                || procedure.startsWith("rec.propagate")
                || procedure.contains("compare")) {
            return "films";
        }
        if (procedure.startsWith("rec.embed.nodes")) {
            return random.nextBoolean() ? "films" : "Film";
        }
        if (procedure.startsWith("rec.index")) {
            return "Film";
        }
        return random.nextBoolean() ? "model" : "content";
    }

    /** Keys without which a call would be refused before it reads the others. */
    private static Map<String, Object> usual(String procedure, Random random) {
        Map<String, Object> map = new HashMap<>();
        if (random.nextInt(4) > 0) {
            if (procedure.startsWith("rec.train") || procedure.contains("evaluate") || procedure.contains("compare")) {
                map.put("modelName", "m" + random.nextInt(1_000_000));
                map.put("sourceNodeLabel", "User");
                map.put("targetNodeLabel", "Film");
                map.put("architecture", random.nextBoolean() ? "popularity" : "itemGraph");
            } else if (procedure.startsWith("rec.embed.nodes")) {
                map.put("textProperties", List.of("plot"));
                map.put("mutateProperty", "p" + random.nextInt(1_000_000));
            } else if (procedure.startsWith("rec.propagate")) {
                map.put("mutateProperty", "p" + random.nextInt(1_000_000));
            }
        }
        return map;
    }

    private static List<String> words() {
        return List.of(
                "films",
                "model",
                "content",
                "model_public",
                "User",
                "Film",
                "RATED",
                "plot",
                "name",
                "embedding",
                "*",
                "all-MiniLM-L6-v2",
                "mean",
                "cosine",
                "itemGraph",
                "popularity",
                "auto",
                "k",
                "query",
                "queryWeight",
                "encoder",
                "history",
                "candidates",
                "where",
                "whereParameters",
                "exclude",
                "minScore",
                "diversity",
                "popularityDiscount",
                "concurrency",
                "writeRelationshipType",
                "writeProperty",
                "mutateProperty",
                "textProperties",
                "template",
                "onlyStale",
                "featureProperties",
                "featureWeights",
                "layers",
                "iterationWeights",
                "aggregation",
                "modelName",
                "architecture",
                "sourceNodeLabel",
                "targetNodeLabel",
                "relationshipTypes",
                "relationshipWeightProperty",
                "relationshipTimeProperty",
                "topK",
                "validationFraction",
                "randomSeed",
                "rank",
                "excludeSeen",
                "property",
                "indexName",
                "similarityFunction",
                "dimension",
                "modelSha256",
                "tokenizerSha256",
                "help",
                "models",
                "metrics",
                "ks",
                "folds",
                "relevanceThreshold",
                "item.name = 'film1'",
                "1 / 0 = 1",
                "item",
                "weight");
    }

    /** Cypher itself shows the whole of a value that it cannot coerce to an argument's type. */
    private static void judge(Neo4jException error, String call, Queue<Wrong> wrong) {
        String message = String.valueOf(error.getMessage());
        if (!error.code().startsWith("Neo.ClientError")) {
            wrong.add(new Wrong(call, error.code() + " " + message));
        } else if (Faults.isNamedIn(message)) {
            wrong.add(new Wrong(call, "a fault: " + message));
        } else if (message.length() > LONGEST_MESSAGE && !message.startsWith("Can't coerce")) {
            wrong.add(new Wrong(call, "an error of " + message.length() + " characters: " + message.substring(0, 300)));
        } else if (message.contains(models.toString()) || message.contains(System.getProperty("user.dir"))) {
            wrong.add(new Wrong(call, "a path of the server: " + message));
        }
    }

    private static List<String> summary(Queue<Wrong> wrong) {
        return wrong.stream()
                .map(one -> cut(one.call()) + "\n    " + cut(one.what()))
                .limit(40)
                .toList();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 500));
    }

    /** Lines of the logs that tell of a fault inside the server. */
    private static List<String> leaks(TestServer server) throws IOException {
        List<String> found = new ArrayList<>();
        for (String log : List.of("neo4j.log", "console.log")) {
            server.log(log)
                    .lines()
                    .filter(line -> line.contains("OutOfMemoryError") || line.contains("StackOverflowError"))
                    .forEach(found::add);
        }
        return found;
    }
}
