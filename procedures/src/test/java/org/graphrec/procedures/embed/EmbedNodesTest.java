// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.live.NumberVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

@ExtendWith(RunningDatabase.class)
class EmbedNodesTest {

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows("""
                CREATE (:Film {title: 'The Robot', plot: 'A robot learns to paint'}),
                       (:Film {title: 'Pasta'}),
                       (:Film {title: 'Brücken 桥 🌉', plot: 'Unicode'}),
                       (:Film {title: ''}),
                       (:Film)
                """);
    }

    @Test
    void writesOneVectorPerNodeWithText(Cypher cypher) {
        Record row = cypher.row("""
                CALL rec.embed.nodes.write(['Film'], {textProperties: ['title', 'plot'], writeProperty: 'vector'})
                YIELD nodeCount, nodePropertiesWritten, emptyTexts, truncatedTexts, computeMillis, configuration
                """);
        assertThat(row.get("nodeCount").asLong()).isEqualTo(5);
        assertThat(row.get("emptyTexts").asLong()).isEqualTo(2);
        assertThat(row.get("truncatedTexts").asLong()).isZero();
        assertThat(row.get("configuration").get("writeProperty").asString()).isEqualTo("vector");
        List<Object> sizes =
                cypher.column("MATCH (f:Film) WHERE coalesce(f.title, '') <> '' RETURN size(f.vector) AS size");
        assertThat(sizes).containsExactly(384L, 384L, 384L);
    }

    @Test
    void refusesTheTypeVectorWhereNeo4jHasNone(Cypher cypher) {
        assumeFalse(NumberVector.hasType());
        assertThat(cypher.failure(
                        "CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], writeVectorType: true})"))
                .hasMessageContaining(
                        "The value of `writeVectorType` is `true`, but this release of Neo4j has no type VECTOR."
                                + " Leave it out: vectors are then lists of floats, which its vector index reads as well.");
    }

    @Test
    void givesEachNodeTheVectorOfItsTextAlone(Cypher cypher) {
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['title']}) YIELD nodeCount");
        for (Record row : cypher.rows(
                "MATCH (f:Film) WHERE f.title <> '' RETURN f.embedding AS batch, rec.embed(f.title) AS single")) {
            List<Double> batch = row.get("batch").asList(value -> value.asDouble());
            List<Double> single = row.get("single").asList(value -> value.asDouble());
            for (int i = 0; i < single.size(); i++) {
                assertThat(batch.get(i)).isCloseTo(single.get(i), within(1e-5));
            }
        }
    }

    @Test
    void streamsFromLabelsAndFromAProjectedGraph(Cypher cypher) {
        cypher.rows("CALL gds.graph.project('films', 'Film', '*')");
        String call = "CALL rec.embed.nodes.stream(%s, {textProperties: ['title', 'plot']}) "
                + "YIELD nodeId, embedding RETURN nodeId, embedding ORDER BY nodeId";
        List<Record> ofLabels = cypher.rows(call.formatted("['Film']"));
        List<Record> ofGraph = cypher.rows(call.formatted("'films'"));
        assertThat(ofLabels).isEqualTo(ofGraph).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void embedsOnlyWhatChangedWhenToldSo(Cypher cypher) {
        String call = """
                CALL rec.embed.nodes.write(['Film'], {textProperties: ['title', 'plot'], onlyStale: true})
                YIELD nodePropertiesWritten, nodesSkipped
                """;
        assertThat(cypher.row(call).get("nodePropertiesWritten").asLong()).isEqualTo(3);
        assertThat(cypher.row(call).get("nodePropertiesWritten").asLong()).isZero();
        cypher.rows("MATCH (f:Film {title: 'Pasta'}) SET f.plot = 'A cook cooks'");
        Record third = cypher.row(call);
        assertThat(third.get("nodePropertiesWritten").asLong()).isEqualTo(1);
        assertThat(third.get("nodesSkipped").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(cypher.value("""
                        MATCH (f:Film {title: 'Pasta'})
                        CALL rec.embed.nodes.stream(['Film'], {textProperties: ['title', 'plot']}) YIELD nodeId, embedding
                        WITH f, embedding WHERE id(f) = nodeId
                        RETURN gds.similarity.cosine(f.embedding, embedding)
                        """).asDouble()).isCloseTo(1, within(1e-6));
    }

    @Test
    void readsTextByATemplate(Cypher cypher) {
        Record row = cypher.row("""
                CALL rec.embed.nodes.write(['Film'], {template: '{title}: {plot}', writeProperty: 'vector'})
                YIELD nodePropertiesWritten
                MATCH (f:Film {title: 'The Robot'})
                RETURN gds.similarity.cosine(f.vector, rec.embed('The Robot: A robot learns to paint')) AS cosine
                """);
        assertThat(row.get("cosine").asDouble()).isCloseTo(1, within(1e-5));
    }

    @Test
    void tellsTheHealthOfTextsWithoutWritingAnything(Cypher cypher) {
        Record row = cypher.row("""
                CALL rec.embed.nodes.stats(['Film'], {textProperties: ['title']})
                YIELD nodeCount, emptyTexts, zeroVectors, nonFiniteVectors, meanPairwiseCosine
                """);
        assertThat(row.get("emptyTexts").asLong()).isEqualTo(2);
        assertThat(row.get("zeroVectors").asLong()).isZero();
        assertThat(row.get("nonFiniteVectors").asLong()).isZero();
        assertThat(row.get("meanPairwiseCosine").asDouble()).isBetween(-0.2, 0.9);
        assertThat(cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong())
                .isZero();
    }

    @Test
    void mutatesAProjectionSoThatGdsSeesTheVectors(Cypher cypher) {
        cypher.rows("CALL gds.graph.project('films', 'Film', '*')");
        cypher.rows("CALL rec.embed.nodes.mutate('films', {textProperties: ['title'], mutateProperty: 'vector'})");
        List<Record> neighbours = cypher.rows("""
                CALL gds.knn.stream('films', {nodeProperties: ['vector'], topK: 1, concurrency: 1, randomSeed: 1})
                YIELD node1, similarity RETURN node1, similarity
                """);
        assertThat(neighbours).isNotEmpty();
    }

    @Test
    void putsTextsOfOneMeaningNearEachOther(Cypher cypher) {
        Record row = cypher.row("""
                WITH rec.embed('How do I cook spaghetti?') AS a, rec.embed('A recipe for noodles') AS b,
                     rec.embed('The central bank raised interest rates') AS c
                RETURN gds.similarity.cosine(a, b) AS near, gds.similarity.cosine(a, c) AS far
                """);
        assertThat(row.get("near").asDouble()).isGreaterThan(row.get("far").asDouble() + 0.2);
    }

    @Test
    void hasNullForNull(Cypher cypher) {
        assertThat(cypher.value("RETURN rec.embed(null)").isNull()).isTrue();
    }
}
