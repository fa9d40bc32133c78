// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.graphrec.data.DataException;
import org.graphrec.data.GraphWriter;
import org.graphrec.data.MovieLensLoader;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * How long an answer without a model takes, over Bolt, for every user: the first call on a graph that was just loaded, and then the
 * median and the 99th percentile over {@code rec.rounds} rounds in which each user asks once, in a random order; and the slowest user
 * by the median of their own calls. On ml-latest-small in the folder {@code rec.data}, and on a shop of the size and shape of Northwind.
 */
public final class FirstAnswerBenchmark {
    private static final int ROUNDS = Integer.getInteger("rec.rounds", 5);
    private static final long SEED = 7;

    private final Session session;
    private final Output output;
    private final TextTable table;

    private FirstAnswerBenchmark(Session session, Output output, TextTable table) {
        this.session = session;
        this.output = output;
        this.table = table;
    }

    /**
     * A graph.
     *
     * @param user the label of users
     * @param configurations of the call, by what they are called
     */
    private record Asked(String graph, String user, Map<String, String> configurations) {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, 2);
        var table =
                new TextTable("graph", "how it is read", "users", "first ms", "p50 ms", "p99 ms", "slowest user ms");
        Path movies = Path.of(System.getProperty("rec.data", "../shared/data"), "ml-latest-small");
        try {
            measure("ml-latest-small", output, table, server -> {
                new GraphWriter(server.driver(), line -> {}).write(new MovieLensLoader(movies).load());
                return movies();
            });
            measure("Northwind", output, table, server -> {
                try (Session session = server.driver().session()) {
                    loadShop(session);
                }
                return shop();
            });
        } catch (ServerException | Neo4jException | DataException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
        output.line("");
        table.lines(0).forEach(output::line);
    }

    /** What a graph is loaded by, and what is asked of it. */
    private interface Load {
        Asked into(StandaloneServer server);
    }

    private static void measure(String name, Output output, TextTable table, Load load) {
        ServerOptions options = ServerOptions.ofBuild(
                        Path.of(System.getProperty("rec.target", "test/target")), "first-answer-server")
                .withHeap(System.getProperty("rec.heap", "2g"));
        try (var server = StandaloneServer.start(options);
                Session session = server.driver().session()) {
            Asked asked = output.step("Loading " + name, () -> load.into(server));
            new FirstAnswerBenchmark(session, output, table).all(asked);
        }
    }

    private static Asked movies() {
        String ends = "users: 'User', items: 'Movie', ";
        Map<String, String> configurations = new LinkedHashMap<>();
        configurations.put("type", "declaration: {" + ends + "interactions: ['RATED']}");
        String pattern =
                "{name: 'RATED', pattern: '(user)-[r:RATED]->(item)', time: 'r.ratedAt', where: 'r.rating >= 3'}";
        configurations.put("pattern, where", "declaration: {" + ends + "interactions: [" + pattern + "]}");
        configurations.put("the same, explained", configurations.get("pattern, where") + ", explain: true");
        configurations.put(
                "pattern, where, filter",
                configurations.get("pattern, where") + ", where: \"item.genres CONTAINS 'Comedy'\"");
        configurations.put(
                "a filter of few items", configurations.get("type") + ", where: \"item.title STARTS WITH 'Z'\"");
        return new Asked("ml-latest-small", "User", configurations);
    }

    private static Asked shop() {
        String ends = "users: 'Customer', items: 'Product', ";
        String orders = "pattern: '(user)-[:PURCHASED]->(o:Order)-[l:ORDERS]->(item)', time: 'o.at'";
        Map<String, String> configurations = new LinkedHashMap<>();
        configurations.put("orders", "declaration: {" + ends + "interactions: [{name: 'BOUGHT', " + orders + "}]}");
        configurations.put(
                "orders, where",
                "declaration: {" + ends + "interactions: [{name: 'BOUGHT', " + orders
                        + ", weight: 'l.quantity', where: 'l.quantity > 1'}]}, where: 'item.price < 50'");
        return new Asked("Northwind", "Customer", configurations);
    }

    /** 91 customers, 77 products and 830 orders of 1 to 4 lines, where few customers order much and few products sell well. */
    private static void loadShop(Session session) {
        run(session, "UNWIND range(0, 76) AS p CREATE (:Product {id: p, price: 5 + p * 37 % 120})");
        run(session, "UNWIND range(0, 90) AS c CREATE (:Customer {id: c})");
        Random random = new Random(SEED);
        List<Map<String, Object>> orders = new ArrayList<>();
        for (int order = 0; order < 830; order++) {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (int line = random.nextInt(4); line >= 0; line--) {
                lines.add(Map.of("product", skewed(random, 77), "quantity", 1 + random.nextInt(40)));
            }
            orders.add(Map.of("id", order, "customer", skewed(random, 91), "lines", lines));
        }
        session.run(
                        "UNWIND $orders AS o MATCH (c:Customer {id: o.customer}) CREATE (c)-[:PURCHASED]->"
                                + "(order:Order {id: o.id, at: date('2024-01-01') + duration({days: o.id})}) WITH o, order "
                                + "UNWIND o.lines AS l MATCH (p:Product {id: l.product}) "
                                + "CREATE (order)-[:ORDERS {quantity: l.quantity}]->(p)",
                        Map.of("orders", orders))
                .consume();
    }

    private static int skewed(Random random, int size) {
        return (int) (size * Math.pow(random.nextDouble(), 2));
    }

    private void all(Asked asked) {
        List<Object> users =
                session.run("MATCH (u:" + asked.user() + ") RETURN elementId(u) AS id ORDER BY id").list().stream()
                        .map(row -> row.get("id").asObject())
                        .toList();
        asked.configurations().forEach((how, configuration) -> {
            Object[] row = row(asked, how, configuration, users);
            table.add(row);
            output.note(how + ": first " + row[3] + ", p50 " + row[4] + ", p99 " + row[5] + " ms");
        });
    }

    private Object[] row(Asked asked, String how, String configuration, List<Object> users) {
        String statement = "MATCH (u:" + asked.user() + ") WHERE elementId(u) = $user "
                + "CALL rec.recommend.stream(null, u, {k: 10, " + configuration + "}) YIELD item, score, rank, reasons "
                + "RETURN elementId(item), score, rank, reasons";
        double first = ask(statement, users.get(0));
        List<Object> order = new ArrayList<>(users);
        Random random = new Random(SEED);
        Map<Object, double[]> ofUsers = new LinkedHashMap<>();
        users.forEach(user -> ofUsers.put(user, new double[ROUNDS]));
        // the first round warms the server up, and does not count
        for (int round = -1; round < ROUNDS; round++) {
            Collections.shuffle(order, random);
            for (Object user : order) {
                double millis = ask(statement, user);
                if (round >= 0) {
                    ofUsers.get(user)[round] = millis;
                }
            }
        }
        Millis all = Millis.all(ofUsers.values().stream().map(Millis::of).toList());
        double slowest = ofUsers.values().stream()
                .mapToDouble(one -> Millis.of(one).median())
                .max()
                .orElseThrow();
        return new Object[] {
            asked.graph(),
            how,
            users.size(),
            decimals(first),
            decimals(all.median()),
            decimals(all.p99()),
            decimals(slowest)
        };
    }

    private double ask(String statement, Object user) {
        long begin = System.nanoTime();
        int rows = session.run(statement, Map.of("user", user)).list().size();
        double millis = Millis.since(begin);
        if (rows == 0) {
            throw new DataException("There are no rows for the user `" + user + "`.");
        }
        return millis;
    }

    private static void run(Session session, String statement) {
        session.run(statement).consume();
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
