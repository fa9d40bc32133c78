// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** What the plugin writes is never learned from and never served, unless it is named; and it is forgotten with the user. */
@ExtendWith(RunningDatabase.class)
class WrittenTypesTest {
    private static final String ANSWERS = "MATCH (u:User) CALL rec.recommend.stream($model, u, {k: 20, explain: true})"
            + " YIELD item, score, reasons RETURN u.id AS user, item.id AS item, score, size(reasons) AS reasons"
            + " ORDER BY user, item";

    private final Cypher cypher;

    WrittenTypesTest(Cypher cypher) {
        this.cypher = cypher;
    }

    @BeforeEach
    void films() {
        cypher.wipe();
        cypher.rows("UNWIND range(0, 11) AS f CREATE (:Film {id: f})");
        cypher.rows("UNWIND range(0, 23) AS u CREATE (n:User {id: u}) WITH n UNWIND range(0, 4) AS i"
                + " MATCH (f:Film {id: (n.id % 2 + 2 * i + n.id / 4 * 2) % 12}) CREATE (n)-[:SAW]->(f)");
    }

    private void train(String graph, String model) {
        cypher.rows("CALL rec.train('" + graph + "', {modelName: '" + model
                + "', architecture: 'itemKnn'}) YIELD trainMillis RETURN trainMillis");
    }

    /** Lists for all, similar films, what was shown and what was clicked. */
    private void write(String model) {
        cypher.rows("CALL rec.recommend.write('" + model + "', '*', {k: 3, writeRelationshipType: 'SUGGESTED'})");
        cypher.rows("CALL rec.similar.write('" + model + "', '*', {k: 3, writeRelationshipType: 'SIMILAR'})");
        cypher.rows("MATCH (u:User) CALL rec.recommend.show('" + model
                + "', u, {k: 3, runId: 'r'}) YIELD rank RETURN rank");
        cypher.rows(
                "MATCH (u:User)-[:REC_SHOWN {rank: 1}]->(f) CALL rec.feedback.write('r', u, f) YIELD rank RETURN rank");
    }

    private List<Record> answers(String model) {
        return cypher.rows(ANSWERS, "model", model);
    }

    @Test
    void areNoHistoryOfAModelThatReadsAnyType() {
        cypher.rows("CALL gds.graph.project('typed', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        cypher.rows("CALL gds.graph.project('any', ['User', 'Film'], '*') YIELD graphName RETURN graphName");
        cypher.rows("CALL rec.graph.project('declared', {users: 'User', items: 'Film', interactions: [{name: 'ANY',"
                + " pattern: '(user)-[r]->(item)'}, {name: 'TWICE', pattern: '(user)-[*1..1]->(item)'}]})"
                + " YIELD graphName RETURN graphName");
        train("typed", "typed");
        train("any", "any");
        train("declared", "declared");
        List<Record> any = answers("any");
        List<Record> declared = answers("declared");
        write("typed");
        assertThat(answers("any")).isEqualTo(any);
        assertThat(answers("declared")).isEqualTo(declared);
        // and projected again, with all that is in the graph now
        cypher.rows("CALL rec.graph.project('again', {users: 'User', items: 'Film', interactions: [{name: 'ANY',"
                + " pattern: '(user)-[r]->(item)'}, {name: 'TWICE', pattern: '(user)-[*1..1]->(item)'}]})"
                + " YIELD graphName RETURN graphName");
        train("again", "again");
        assertThat(answers("again")).isEqualTo(declared);
        cypher.rows("CALL gds.graph.project('star', ['User', 'Film'], '*') YIELD graphName RETURN graphName");
        assertThat(cypher.failure("CALL rec.train('star', {modelName: 'star', architecture: 'itemKnn'})"))
                .hasMessageContaining(
                        "The graph `star` was projected with `*` for relationships, and the plugin has written"
                                + " some of them: `REC_FEEDBACK`, `REC_SHOWN`, `SIMILAR`, `SUGGESTED`.");
    }

    @Test
    void areNeitherInteractionsNorContextUnlessNamed() {
        cypher.rows("CALL gds.graph.project('typed', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        train("typed", "typed");
        write("typed");
        cypher.rows("CALL gds.graph.project('all', ['User', 'Film'], ['SAW', 'SUGGESTED', 'SIMILAR', 'REC_SHOWN',"
                + " 'REC_FEEDBACK']) YIELD graphName RETURN graphName");
        train("all", "all");
        assertThat(answers("all")).isEqualTo(answers("typed"));
        Record info = cypher.row("CALL rec.model.list('all') YIELD modelInfo RETURN modelInfo.histories.interactions AS"
                + " interactions, modelInfo.histories.context AS context");
        assertThat(info.get("interactions").asList()).isEqualTo(List.of("SAW"));
        assertThat(info.get("context").isNull()).isTrue();
        cypher.rows(
                "CALL rec.train('all', {modelName: 'named', architecture: 'itemKnn', contextWeights: {SIMILAR: 0.5}})");
        assertThat(cypher.row("CALL rec.model.list('named') YIELD modelInfo RETURN"
                                + " [c IN modelInfo.histories.context | c.relation] AS relations")
                        .get(0)
                        .asList())
                .isEqualTo(List.of("SIMILAR"));
        cypher.rows("CALL rec.train('all', {modelName: 'clicks', architecture: 'itemKnn',"
                + " relationshipTypes: ['REC_FEEDBACK']})");
        assertThat(cypher.value("CALL rec.model.list('clicks') YIELD modelInfo RETURN modelInfo.interactions")
                        .asInt())
                .isEqualTo(24);
    }

    /** What is spread or classified along relationships does not go along the plugin's own. */
    @Test
    void carryNoFeaturesAndNoClasses() {
        cypher.rows("CALL gds.graph.project('typed', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        train("typed", "typed");
        cypher.rows("MATCH (n:User|Film) SET n.v = [1.0 + n.id % 2, 1.0 * (n.id % 5)], n.camp = n.id % 2");
        String nodes = "{User: {properties: ['v', 'camp']}, Film: {properties: ['v', 'camp']}}";
        cypher.rows("CALL gds.graph.project('before', " + nodes + ", 'SAW') YIELD graphName RETURN graphName");
        write("typed");
        cypher.rows("CALL gds.graph.project('all', " + nodes
                + ", ['SAW', 'SUGGESTED', 'SIMILAR', 'REC_SHOWN', 'REC_FEEDBACK']) YIELD graphName RETURN graphName");
        String spread = "CALL rec.propagate.stream('%s', {featureProperties: ['v']%s}) YIELD nodeId, embedding"
                + " RETURN nodeId, embedding ORDER BY nodeId";
        List<Record> before = cypher.rows(String.format(spread, "before", ""));
        assertThat(before).hasSize(36);
        assertThat(cypher.rows(String.format(spread, "all", ""))).isEqualTo(before);
        assertThat(cypher.rows(String.format(spread, "all", ", relationshipTypes: ['*']")))
                .isEqualTo(before);
        assertThat(cypher.rows(String.format(spread, "all", ", relationshipTypes: ['SAW', 'SIMILAR']")))
                .isNotEqualTo(before);
        for (String graph : List.of("before", "all")) {
            cypher.rows(
                    "CALL rec.classify.train($graph, {modelName: $graph, targetProperty: 'camp', featureProperties: ['v'],"
                            + " targetNodeLabels: ['Film'], randomSeed: 1}) YIELD modelInfo RETURN modelInfo",
                    "graph",
                    graph);
        }
        String classes = "CALL rec.classify.stream($graph, {modelName: $graph, includePredictedProbabilities: true})"
                + " YIELD nodeId, predictedProbabilities RETURN nodeId, predictedProbabilities ORDER BY nodeId";
        assertThat(cypher.rows(classes, "graph", "all")).isEqualTo(cypher.rows(classes, "graph", "before"));
        cypher.rows("CALL gds.graph.project('own', " + nodes + ", ['SUGGESTED', 'SIMILAR']) YIELD graphName RETURN 1");
        assertThat(cypher.failure(String.format(spread, "own", "")))
                .hasMessageContaining(
                        "The plugin has written all relationships of the graph `own`: `SIMILAR`, `SUGGESTED`."
                                + " Name them with `relationshipTypes`");
        cypher.rows("CALL gds.graph.project('star', " + nodes + ", '*') YIELD graphName RETURN graphName");
        assertThat(cypher.failure(String.format(spread, "star", "")))
                .hasMessageContaining("The graph `star` was projected with `*` for relationships");
    }

    /** Without a model as well, where a pattern names no type. */
    @Test
    void areNoNeighbourhoodOfAFirstAnswer() {
        cypher.rows("CALL gds.graph.project('typed', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        train("typed", "typed");
        String first = "MATCH (u:User) CALL rec.recommend.stream(null, u, {k: 12, explain: true, declaration:"
                + " {users: 'User', items: 'Film', interactions: [{name: 'ANY', pattern: '(user)-[r]->(item)'}]}})"
                + " YIELD item, score RETURN u.id AS user, item.id AS item, score ORDER BY user, item";
        String popular = "CALL rec.popular.stream({k: 12, declaration: {users: 'User', items: 'Film', interactions:"
                + " [{name: 'ANY', pattern: '(user)-[r]->(item)'}]}}) YIELD item, score RETURN item.id AS item, score";
        List<Record> answers = cypher.rows(first);
        List<Record> counts = cypher.rows(popular);
        write("typed");
        assertThat(cypher.rows(first)).isEqualTo(answers);
        assertThat(cypher.rows(popular)).isEqualTo(counts);
    }

    @Test
    void areForgottenWithACertificate() {
        cypher.rows("CALL gds.graph.project('typed', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        train("typed", "typed");
        write("typed");
        List<Record> rows = cypher.rows(
                "MATCH (u:User {id: 3}) CALL rec.forgetUser(u) YIELD modelName, removed, counts,"
                        + " removedAt RETURN modelName, removed, counts, removedAt > datetime() - duration('PT1M') AS now");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).asMap())
                .isEqualTo(Map.of(
                        "modelName",
                        "typed",
                        "removed",
                        List.of("node id"),
                        "counts",
                        Map.of("node id", 1L),
                        "now",
                        true));
        assertThat(rows.get(1).get("modelName").isNull()).isTrue();
        assertThat(rows.get(1).get("counts").asMap())
                .isEqualTo(Map.of("REC_FEEDBACK", 1L, "REC_SHOWN", 3L, "SUGGESTED", 3L));
        assertThat(cypher.value("MATCH (u:User {id: 3})-[r]-() RETURN collect(DISTINCT type(r))")
                        .asList())
                .isEqualTo(List.of("SAW"));
        assertThat(cypher.rows("MATCH (u:User {id: 3}) CALL rec.forgetUser(u) YIELD modelName RETURN modelName"))
                .hasSize(1);
    }
}
