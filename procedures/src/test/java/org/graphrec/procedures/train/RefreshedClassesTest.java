// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** A model of classes is refreshed as others are: it learns the classes that became known, unless it would be worse on them. */
@ExtendWith(RunningDatabase.class)
class RefreshedClassesTest {
    private static final String TRAIN =
            "CALL rec.classify.train('papers', {modelName: 'fields', targetProperty: 'field',"
                    + " featureProperties: ['vector'], relationshipTypes: ['CITES'], layers: 1, penalty: 0.001, concurrency: 2})"
                    + " YIELD trainMillis RETURN 1";

    private final Cypher cypher;

    RefreshedClassesTest(Cypher cypher) {
        this.cypher = cypher;
    }

    /** Papers of two fields, each with a vector that points into its field under noise; every fourth has no field yet. */
    @BeforeEach
    void papers() {
        cypher.wipe();
        Random random = new Random(3);
        List<Map<String, Object>> papers = new ArrayList<>();
        for (int p = 0; p < 160; p++) {
            papers.add(Map.of(
                    "p",
                    p,
                    "field",
                    p % 2 == 0 ? "AI" : "Theory",
                    "vector",
                    List.of((p % 2) + 0.8 * random.nextGaussian(), (1 - p % 2) + 0.8 * random.nextGaussian(), 0.1)));
        }
        cypher.rows("UNWIND $papers AS paper CREATE (p:Paper) SET p = paper", "papers", papers);
        cypher.rows("MATCH (a:Paper), (b:Paper {p: (a.p + 2) % 160}) CREATE (a)-[:CITES]->(b)");
        cypher.rows("MATCH (p:Paper) WHERE p.p % 8 > 5 SET p.later = p.field REMOVE p.field");
        cypher.rows("CALL gds.graph.project('papers', {Paper: {properties: ['vector']}}, 'CITES') YIELD graphName");
    }

    private Record refresh(String configuration) {
        return cypher.row("CALL rec.model.refresh('fields', " + configuration + ")");
    }

    private void classesBecomeKnown() {
        cypher.rows("MATCH (p:Paper) WHERE p.later IS NOT NULL SET p.field = p.later");
    }

    @Test
    void learnsTheClassesThatBecameKnown() {
        cypher.rows(TRAIN);
        classesBecomeKnown();
        Record before = cypher.row("CALL rec.model.list('fields')");
        Record row = refresh("{tolerance: 0.2}");
        assertThat(row.get("replaced").asBoolean()).isTrue();
        assertThat(row.get("reason").asString()).isEqualTo("the new model is not worse");
        // half of the forty papers
        assertThat(row.get("usersCompared").asInt()).isEqualTo(20);
        assertThat(row.get("oldAccuracy").asDouble()).isBetween(0.6, 1.0);
        assertThat(row.get("newAccuracy").asDouble()).isBetween(0.6, 1.0);
        assertThat(row.get("difference").asDouble())
                .isEqualTo(row.get("newAccuracy").asDouble()
                        - row.get("oldAccuracy").asDouble());
        assertThat(row.get("oldNdcg").isNull()).isTrue();
        Record after = cypher.row("CALL rec.model.list('fields')");
        assertThat(before.get("modelInfo").get("labelledNodes").asInt()).isEqualTo(120);
        assertThat(after.get("modelInfo").get("labelledNodes").asInt()).isEqualTo(160);
        assertThat(after.get("trainConfig").asMap())
                .isEqualTo(before.get("trainConfig").asMap());
        assertThat(cypher.column("CALL gds.graph.list() YIELD graphName")).containsExactly("papers");
    }

    @Test
    void isTheModelThatTrainingAnewWouldMake() {
        cypher.rows(TRAIN);
        classesBecomeKnown();
        assertThat(refresh("{tolerance: 1}").get("usersCompared").asInt()).isEqualTo(20);
        cypher.rows(TRAIN.replace("'fields'", "'anew'"));
        String rows = "CALL rec.classify.stream('papers', {modelName: $model, includePredictedProbabilities: true})"
                + " YIELD nodeId, predictedProbabilities RETURN nodeId, predictedProbabilities ORDER BY nodeId";
        assertThat(cypher.rows(rows, "model", "fields")).isEqualTo(cypher.rows(rows, "model", "anew"));
    }

    @Test
    void staysWhereTheNewOneIsWorse() {
        cypher.rows(TRAIN);
        // what was known is wrong now, and what becomes known is right
        cypher.rows("MATCH (p:Paper) WHERE p.field IS NOT NULL"
                + " SET p.field = CASE p.field WHEN 'AI' THEN 'Theory' ELSE 'AI' END");
        classesBecomeKnown();
        Record row = refresh("{}");
        assertThat(row.get("replaced").asBoolean()).isFalse();
        assertThat(row.get("reason").asString()).isEqualTo("the new model is worse");
        assertThat(row.get("difference").asDouble()).isLessThan(-0.3);
        assertThat(row.get("modelInfo").get("labelledNodes").asInt()).isEqualTo(120);
    }

    @Test
    void aClassThatTheModelDoesNotHaveIsNotPredictedByIt() {
        cypher.rows(TRAIN.replace("layers: 1", "layers: 0"));
        cypher.rows("MATCH (p:Paper) WHERE p.later IS NOT NULL SET p.field = 'Systems', p.vector = [0.0, 0.0, 3.0]");
        cypher.rows("CALL gds.graph.drop('papers') YIELD graphName RETURN graphName");
        cypher.rows("CALL gds.graph.project('papers', {Paper: {properties: ['vector']}}, 'CITES') YIELD graphName");
        Record row = refresh("{}");
        assertThat(row.get("oldAccuracy").asDouble()).isZero();
        assertThat(row.get("newAccuracy").asDouble()).isEqualTo(1);
        assertThat(row.get("modelInfo").get("classes").asList()).isEqualTo(List.of("AI", "Systems", "Theory"));
    }

    @Test
    void staysWhereTooFewNodesTell() {
        cypher.rows(TRAIN);
        Record row = refresh("{minUsers: 1}");
        assertThat(row.get("replaced").asBoolean()).isFalse();
        assertThat(row.get("reason").asString()).isEqualTo("there were fewer nodes to compare by than `minUsers`");
        assertThat(refresh("{}").get("reason").asString()).isEqualTo("there was nothing to compare by");
    }

    @Test
    void readsADeclaredGraphThatIsProjectedNoLonger() {
        cypher.rows("CALL gds.graph.drop('papers') YIELD graphName RETURN graphName");
        cypher.rows("CALL rec.graph.project('papers', {users: 'Paper', items: 'Paper', interactions: ['CITES'],"
                + " itemProperties: ['vector']}) YIELD graphName");
        cypher.rows(TRAIN);
        cypher.rows("CALL gds.graph.drop('papers') YIELD graphName RETURN graphName");
        classesBecomeKnown();
        assertThat(refresh("{tolerance: 1}")
                        .get("modelInfo")
                        .get("labelledNodes")
                        .asInt())
                .isEqualTo(160);
    }

    @Test
    void saysHowToGoOnWhereTheGraphIsGone() {
        cypher.rows(TRAIN);
        cypher.rows("CALL gds.graph.drop('papers') YIELD graphName RETURN graphName");
        assertThatThrownBy(() -> refresh("{}"))
                .isInstanceOf(Neo4jException.class)
                .hasMessageContaining("The graph `papers`, on which the model `fields` was trained, is no longer"
                        + " projected, and the model keeps no declaration of it. Project it again, or name another with"
                        + " `graphName`; a graph that is declared with `rec.graph.project` need not stay projected.");
    }

    @Test
    void forgetsThatItLearnedFromANode() {
        cypher.rows(TRAIN);
        String forget = "MATCH (p:Paper {p: 0}) CALL rec.forgetUser(p, 'fields') YIELD removed, retrain"
                + " RETURN removed, retrain";
        Record certificate = cypher.row(forget);
        assertThat(certificate.get("removed").asList()).isEqualTo(List.of("node id"));
        assertThat(certificate.get("retrain").asString()).contains("`rec.classify.train`");
        assertThat(cypher.row(forget).get("removed").asList()).isEmpty();
    }
}
