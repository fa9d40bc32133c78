// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.data.GraphWriter;
import org.graphrec.data.Schema;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Node;

/** The steps inside the server, from loading to recommending; each is one or a few Cypher statements. */
final class Walkthrough {
    /** Number of calls of {@link Output#step} below. */
    static final int STEPS = 7;

    private static final int USERS = 3;
    private static final int ROWS = 5;

    private final Driver driver;
    private final Showcase showcase;
    private final Output output;
    private final Schema schema;

    Walkthrough(Driver driver, Showcase showcase, Output output) {
        this.driver = driver;
        this.showcase = showcase;
        this.output = output;
        this.schema = showcase.schema();
    }

    void run() {
        output.step("Loading over Bolt", () -> {
            new GraphWriter(driver, output::note).write(showcase.dataset());
            return null;
        });
        output.step(
                "Embedding the text of each %s: %s".formatted(showcase.item(), schema.textProperties()), this::embed);
        output.step("Projecting the graph into GDS", this::project);
        output.step("Training: every architecture is measured on withheld interactions, the best is kept", this::train);
        output.step("Recommending to " + showcase.usersRule(), this::recommend);
        output.step("A cold item: " + showcase.coldRule(), this::coldItem);
        output.step("Searching with the words \"" + showcase.query() + "\" for one " + showcase.user(), this::search);
    }

    private Record embed() {
        Record row = new LongCall(driver, output)
                .run("""
                        CALL rec.embed.nodes.write([$label], {textProperties: $properties, writeProperty: 'embedding'})
                        YIELD nodeCount, nodePropertiesWritten, emptyTexts, truncatedTexts
                        RETURN nodeCount, nodePropertiesWritten, emptyTexts, truncatedTexts
                        """, Map.of("label", schema.itemLabel(), "properties", schema.textProperties()));
        output.note("%,d nodes, %,d vectors of 384 numbers written, %,d without text, %,d texts cut"
                .formatted(
                        row.get("nodeCount").asLong(),
                        row.get("nodePropertiesWritten").asLong(),
                        row.get("emptyTexts").asLong(),
                        row.get("truncatedTexts").asLong()));
        return row;
    }

    private Record project() {
        Record row = single("""
                CALL gds.graph.project('demo', {%s: {}, %s: {properties: ['embedding']}}, '%s')
                YIELD nodeCount, relationshipCount RETURN nodeCount, relationshipCount
                """.formatted(schema.userLabel(), schema.itemLabel(), schema.relationshipType()), Map.of());
        output.note("%,d nodes, %,d relationships"
                .formatted(
                        row.get("nodeCount").asLong(),
                        row.get("relationshipCount").asLong()));
        return row;
    }

    private Record train() {
        Record row = new LongCall(driver, output)
                .run(
                        """
                        CALL rec.train('demo', {
                          modelName: 'demo', sourceNodeLabel: $user, targetNodeLabel: $item, relationshipTypes: [$type],
                          featureProperties: ['embedding'], randomSeed: 42
                        }) YIELD modelInfo RETURN modelInfo
                        """,
                        Map.of(
                                "user",
                                schema.userLabel(),
                                "item",
                                schema.itemLabel(),
                                "type",
                                schema.relationshipType()));
        Value model = row.get("modelInfo");
        output.table(trials(list("CALL rec.model.trials('demo')", Map.of())));
        output.labelled(
                "chosen",
                model.get("architecture").asString() + " "
                        + model.get("parameters").asMap());
        return row;
    }

    /** Per architecture its best trial. */
    private static TextTable trials(List<Record> trials) {
        Map<String, List<Record>> byArchitecture = new LinkedHashMap<>();
        for (Record trial : trials) {
            byArchitecture
                    .computeIfAbsent(trial.get("architecture").asString(), key -> new ArrayList<>())
                    .add(trial);
        }
        var table = new TextTable("architecture", "trials", "best NDCG@20", "its Recall@20", "seconds for all");
        byArchitecture.forEach((architecture, own) -> {
            Record best = own.get(0);
            double seconds = 0;
            for (Record trial : own) {
                best = trial.get("ndcg").asDouble() > best.get("ndcg").asDouble() ? trial : best;
                seconds += trial.get("seconds").asDouble();
            }
            table.add(
                    architecture,
                    own.size(),
                    best.get("ndcg").asDouble(),
                    best.get("recall").asDouble(),
                    seconds);
        });
        return table;
    }

    private Void recommend() {
        for (Object user : showcase.users(USERS)) {
            List<Record> rows = list(
                    showcase.matchUser("$user") + """
                    CALL rec.recommend.stream('demo', u, {k: $k%s}) YIELD item, score, rank, regime
                    RETURN item, score, rank, regime ORDER BY rank
                    """.formatted(showcase.exclusion()), Map.of("user", user, "k", ROWS));
            output.line("");
            output.labelled(showcase.user(), user.toString());
            output.labelled("had", history(user));
            output.table(recommendations(rows));
        }
        return null;
    }

    private Void coldItem() {
        Map<String, Object> item = showcase.coldItem();
        if (item == null) {
            output.note("every %s has interactions, so none is cold".formatted(showcase.item()));
            return null;
        }
        output.labelled(showcase.item(), item.get(schema.itemName()).toString());
        output.labelled("text", showcase.text(item));
        List<Record> rows = list(
                """
                MATCH (i:%s {%s: $item})
                MATCH (u:%s) WHERE u.%s IN $users
                WITH i, collect(u) AS users
                CALL rec.recommend.stream('demo', users, {k: 1, candidates: [i]}) YIELD user, score, regime
                RETURN user, score, regime ORDER BY score DESC, user.%s LIMIT $k
                """.formatted(
                        schema.itemLabel(), schema.itemKey(), schema.userLabel(), schema.userKey(), schema.userKey()),
                Map.of("item", item.get(schema.itemKey()), "users", showcase.ordinaryUsers(), "k", ROWS));
        output.note("scores add up over a history, so " + showcase.user() + "s of like size are compared");
        var table = new TextTable("score", "regime", "best for " + showcase.user(), "which has");
        for (Record row : rows) {
            Object user = row.get("user").asNode().get(schema.userKey()).asObject();
            table.add(row.get("score").asDouble(), row.get("regime").asString(), user, history(user));
        }
        output.table(table);
        return null;
    }

    private Void search() {
        Object user = showcase.users(1).get(0);
        List<Record> rows = list(
                showcase.matchUser("$user") + """
                CALL rec.recommend.stream('demo', u, {k: $k, query: $query, queryWeight: 0.7%s})
                YIELD item, score, rank, regime
                RETURN item, score, rank, regime ORDER BY rank
                """.formatted(showcase.exclusion()),
                Map.of("user", user, "query", showcase.query(), "k", ROWS));
        output.note(showcase.user() + " " + user + "; 70 % of a score is the text's, 30 % the history's");
        output.table(recommendations(rows));
        return null;
    }

    private TextTable recommendations(List<Record> rows) {
        var table = new TextTable("rank", "score", "regime", "gets " + showcase.item(), "what it is");
        for (Record row : rows) {
            Node item = row.get("item").asNode();
            String name = item.get(schema.itemName()).asObject().toString();
            List<String> texts = new ArrayList<>();
            for (String property : schema.textProperties()) {
                String text = item.get(property).asString("");
                if (!property.equals(schema.itemName()) && !text.isEmpty()) {
                    texts.add(text);
                }
            }
            table.add(
                    row.get("rank").asLong(),
                    row.get("score").asDouble(),
                    row.get("regime").asString(),
                    name,
                    String.join(". ", texts));
        }
        return table;
    }

    private String history(Object user) {
        List<String> names = list(
                        "MATCH (:%s {%s: $user})-[:%s]->(i:%s) RETURN i.%s AS name ORDER BY name"
                                .formatted(
                                        schema.userLabel(),
                                        schema.userKey(),
                                        schema.relationshipType(),
                                        schema.itemLabel(),
                                        schema.itemName()),
                        Map.of("user", user))
                .stream()
                .map(row -> row.get("name").asObject().toString())
                .toList();
        return names.size() + ": " + String.join(", ", names);
    }

    private Record single(String statement, Map<String, Object> parameters) {
        return list(statement, parameters).get(0);
    }

    private List<Record> list(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters).list();
        }
    }
}
