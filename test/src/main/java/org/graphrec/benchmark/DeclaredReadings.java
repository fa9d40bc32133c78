// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.neo4j.driver.Session;

/**
 * What it costs to read a history by a pattern with a node in between, beside a plain type: the same interactions once more, each
 * over an order of its own, which are the most nodes there can be, and models of declared graphs.
 */
final class DeclaredReadings {
    static final String PLAIN = "(user)-[:HAS]->(item)";
    static final String ORDERS = "(user)-[:PLACED]->(:Order)-[:CONTAINS]->(item)";
    private static final List<String> NAMES = List.of("native, by HAS", "declared, by HAS", "declared, over orders");

    private final Session session;
    private final Workload workload;

    /** In a server with {@link GeneratedItems} and the models of the native projection. */
    DeclaredReadings(Session session, Workload workload) {
        this.session = session;
        this.workload = workload;
    }

    /** Adds the orders and the models. */
    void prepare() {
        session.run("MATCH (u:User)-[:HAS]->(i:Item) CALL (u, i) { CREATE (u)-[:PLACED]->(:Order)-[:CONTAINS]->(i) } "
                        + "IN TRANSACTIONS OF 20000 ROWS")
                .consume();
        declare("plain", PLAIN);
        declare("orders", ORDERS);
    }

    private void declare(String graph, String pattern) {
        session.run(
                        "CALL rec.graph.project($graph, {users: 'User', items: 'Item', interactions: "
                                + "[{name: 'has', pattern: $pattern}], itemProperties: ['embedding']})",
                        Map.of("graph", graph, "pattern", pattern))
                .consume();
        SideBySideBenchmark.train(session, graph, graph);
    }

    /** Medians, and what they are more than those of the declared plain type. */
    TextTable measure(Output output) {
        var table = new TextTable("model", "history", "p50 ms", "p99 ms", "ms over plain");
        for (String architecture : SideBySideBenchmark.ARCHITECTURES) {
            var turns = new Turns(
                    List.of("items", "plain", "orders").stream()
                            .map(graph -> new Turns.Asked(session, SideBySideBenchmark.model(graph, architecture)))
                            .toList(),
                    workload);
            List<List<Millis>> rounds = turns.rounds();
            output.note(architecture + ": " + turns.agreement());
            List<Millis> all = SideBySideBenchmark.ofAll(rounds);
            for (int who = 0; who < all.size(); who++) {
                Millis millis = all.get(who);
                table.add(
                        architecture,
                        NAMES.get(who),
                        decimals(millis.median()),
                        decimals(millis.p99()),
                        decimals(millis.median() - all.get(1).median()));
            }
        }
        return table;
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
