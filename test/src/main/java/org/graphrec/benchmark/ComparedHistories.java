// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.demo.TextTable;
import org.neo4j.driver.Session;

/**
 * What it costs to compare the histories of all users with a Cypher projection, beside projecting: {@code rec.train} of {@code
 * popularity}, which does little else, less the same on the native projection of the same interactions, which needs no comparison.
 */
final class ComparedHistories {
    private final Session session;
    private final int rounds;

    /** In a server with {@link GeneratedItems}, the native projection {@code items}, and the orders of {@link DeclaredReadings}. */
    ComparedHistories(Session session, int rounds) {
        this.session = session;
        this.rounds = rounds;
    }

    /** Medians of whole calls, by a plain type and over orders; the first of each is not measured. */
    TextTable measure() {
        var table = new TextTable(
                "projected over", "read by", "projecting ms", "train ms", "native ms", "comparing ms", "of projecting");
        add(table, "HAS", "(u:User)-[:HAS]->(i:Item)", "HAS");
        // a type that the live graph lacks, so that the query's pattern is what is compared
        add(table, "orders", "(u:User)-[:PLACED]->(:Order)-[:CONTAINS]->(i:Item)", "BOUGHT");
        return table;
    }

    private void add(TextTable table, String name, String pattern, String type) {
        String project = "MATCH " + pattern + " WITH gds.graph.project('queried', u, i, {sourceNodeLabels: labels(u), "
                + "targetNodeLabels: labels(i), relationshipType: '" + type
                + "'}) AS g RETURN g.relationshipCount AS count";
        String readBy = "";
        List<Millis> projecting = new ArrayList<>();
        List<Millis> training = new ArrayList<>();
        List<Millis> trainingNative = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double projected = timed(project);
            double trained = train("queried");
            readBy = source();
            double trainedNative = train("items");
            run("CALL gds.graph.drop('queried') YIELD graphName RETURN graphName");
            if (round > 0) {
                projecting.add(Millis.of(projected));
                training.add(Millis.of(trained));
                trainingNative.add(Millis.of(trainedNative));
            }
        }
        double projected = Millis.all(projecting).median();
        double trained = Millis.all(training).median();
        double trainedNative = Millis.all(trainingNative).median();
        table.add(
                name,
                readBy,
                decimals(0, projected),
                decimals(0, trained),
                decimals(0, trainedNative),
                decimals(0, trained - trainedNative),
                decimals(2, (trained - trainedNative) / projected));
    }

    private double train(String graph) {
        run("CALL rec.model.drop('popular', false) YIELD modelName RETURN modelName");
        return timed("CALL rec.train('" + graph + "', {modelName: 'popular', architecture: 'popularity'})"
                + " YIELD trainMillis RETURN trainMillis");
    }

    /** Why the model believes its reading; `query` or `plain` where it was compared. */
    private String source() {
        return session.run(
                        "CALL rec.model.list('popular') YIELD modelInfo RETURN modelInfo.histories.source AS source",
                        Map.of())
                .single()
                .get("source")
                .asString();
    }

    private double timed(String statement) {
        long begin = System.nanoTime();
        run(statement);
        return Millis.since(begin);
    }

    private void run(String statement) {
        session.run(statement).consume();
    }

    private static String decimals(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
