// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Ten items by this build and by an earlier one ({@code rec.other.jar}, its plugin jar), in turns, each in a server of its own with
 * the same data and models; then, in this build's server alone, by graphs that are declared by a plain type and over orders; and
 * with {@code rec.compare=true} the time that comparing histories takes, beside projecting. Reads {@code rec.heap}, of each server,
 * and what {@link Workload} does.
 */
public final class SideBySideBenchmark {
    static final List<String> ARCHITECTURES = List.of("content", "itemGraph");
    private static final String HOW_TO_GET_ANOTHER = """

            Skipped the comparison with an earlier build: name its plugin jar by -Drec.other.jar=PATH. To get one:
                git worktree add ../earlier COMMIT
                (cd ../earlier && mvn -ntp package -DskipTests -pl procedures -am)
                ls ../earlier/procedures/target/graph-recommender-*.jar""";

    private final Workload workload;
    private final Output output;

    private SideBySideBenchmark(Workload workload, Output output) {
        this.workload = workload;
        this.output = output;
    }

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        String other = System.getProperty("rec.other.jar");
        boolean compare = Boolean.getBoolean("rec.compare");
        var output = new Output(System.out, 3 + (other == null ? 0 : 2) + (compare ? 1 : 0));
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        try {
            var benchmark = new SideBySideBenchmark(Workload.ofProperties(), output);
            if (other == null) {
                output.line(HOW_TO_GET_ANOTHER);
            } else if (!Files.isRegularFile(Path.of(other))) {
                throw new IllegalArgumentException(
                        "The value of `rec.other.jar` must be a plugin jar but there is no file `" + other + "`.");
            }
            try (var server = StandaloneServer.start(options(target, "side-by-side-server"));
                    Session session = server.driver().session()) {
                benchmark.prepare("this build", session);
                if (other != null) {
                    benchmark.besideOther(options(target, "side-by-side-other").withPlugin(Path.of(other)), session);
                }
                benchmark.readings(session, compare);
            }
        } catch (ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private static ServerOptions options(Path target, String name) {
        return ServerOptions.ofBuild(target, name).withHeap(System.getProperty("rec.heap", "4g"));
    }

    private void prepare(String name, Session session) {
        output.step("Loading and training: " + name, () -> {
            GeneratedItems.load(session, workload.items(), workload.users());
            session.run("CALL gds.graph.project('items', {User: {}, Item: {properties: ['embedding']}}, 'HAS')")
                    .consume();
            long begin = System.nanoTime();
            train(session, "items", "items");
            output.note("%,d items, %,d users, trained in %.1f s"
                    .formatted(workload.items(), workload.users(), Millis.since(begin) / 1e3));
            return null;
        });
    }

    private void besideOther(ServerOptions options, Session session) {
        try (var server = StandaloneServer.start(options);
                Session other = server.driver().session()) {
            prepare("the other", other);
            var table = new TextTable(
                    "model", "round", "this p50 ms", "p99 ms", "other p50 ms", "p99 ms", "ratio of p50, this/other");
            output.step("Ten items by this build and by the other", () -> {
                ARCHITECTURES.forEach(architecture -> compare(architecture, session, other, table));
                output.table(table);
                return null;
            });
        }
    }

    private void compare(String architecture, Session session, Session other, TextTable table) {
        String model = model("items", architecture);
        var turns = new Turns(List.of(new Turns.Asked(session, model), new Turns.Asked(other, model)), workload);
        List<List<Millis>> rounds = turns.rounds();
        output.note(architecture + ": " + turns.agreement());
        for (int round = 0; round < rounds.size(); round++) {
            add(table, architecture, String.valueOf(round + 1), rounds.get(round));
        }
        add(table, architecture, "all", ofAll(rounds));
    }

    private static void add(TextTable table, String architecture, String round, List<Millis> both) {
        List<Object> row = new ArrayList<>(List.of(architecture, round));
        for (Millis millis : both) {
            row.add(decimals(millis.median()));
            row.add(decimals(millis.p99()));
        }
        row.add(decimals(both.get(0).median() / both.get(1).median()));
        table.add(row.toArray());
    }

    private void readings(Session session, boolean compare) {
        var declared = new DeclaredReadings(session, workload);
        output.step("The same interactions over orders: projecting and training", () -> {
            declared.prepare();
            return null;
        });
        output.step("Ten items by a plain type and over orders", () -> {
            output.table(declared.measure(output));
            return null;
        });
        if (compare) {
            output.step("Comparing histories with a Cypher projection", () -> {
                output.table(new ComparedHistories(session, workload.rounds()).measure());
                return null;
            });
        }
    }

    /** Trains one of each architecture; their names begin with the prefix. */
    static void train(Session session, String graph, String prefix) {
        for (String architecture : ARCHITECTURES) {
            String features = architecture.equals("content") ? ", featureProperties: ['embedding']" : "";
            session.run(
                            "CALL rec.train($graph, {modelName: $model, architecture: $architecture" + features + "})",
                            Map.of("graph", graph, "model", model(prefix, architecture), "architecture", architecture))
                    .consume();
        }
    }

    static String model(String prefix, String architecture) {
        return prefix + "-" + architecture;
    }

    /** What each took in all rounds. */
    static List<Millis> ofAll(List<List<Millis>> rounds) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(who ->
                        Millis.all(rounds.stream().map(round -> round.get(who)).toList()))
                .toList();
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
