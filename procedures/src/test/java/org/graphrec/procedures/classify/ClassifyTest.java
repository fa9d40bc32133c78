// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Papers in four fields that mostly cite their own. A paper's vector points into its field under so much noise that it alone tells
 * the field of about six in ten.
 */
@ExtendWith(RunningDatabase.class)
class ClassifyTest {
    private static final int PAPERS = 400;
    private static final List<String> FIELDS = List.of("AI", "Databases", "Networks", "Theory");
    private static final String CONFIGURATION =
            "targetProperty: 'field', featureProperties: ['vector'], randomSeed: 1, concurrency: ";

    @BeforeAll
    static void load(Cypher cypher) {
        Random random = new Random(2);
        List<Map<String, Object>> papers = new ArrayList<>();
        List<List<Integer>> citations = new ArrayList<>();
        for (int paper = 0; paper < PAPERS; paper++) {
            List<Double> vector = new ArrayList<>();
            for (int d = 0; d < 12; d++) {
                vector.add((d == paper % 4 ? 1 : 0) + 0.8 * random.nextGaussian());
            }
            papers.add(Map.of("p", paper, "field", FIELDS.get(paper % 4), "code", 10 * (paper % 4), "vector", vector));
            for (int cited = 0; cited < paper; cited++) {
                if (random.nextDouble() < (paper % 4 == cited % 4 ? 0.06 : 0.006)) {
                    citations.add(List.of(paper, cited));
                }
            }
        }
        cypher.rows("UNWIND $papers AS paper CREATE (p:Paper) SET p = paper", "papers", papers);
        cypher.rows("MATCH (p:Paper) WHERE p.p % 10 = 3 SET p:Unread REMOVE p.field, p.code");
        cypher.rows(
                "UNWIND $citations AS c MATCH (a:Paper {p: c[0]}), (b:Paper {p: c[1]}) CREATE (a)-[:CITES]->(b)",
                "citations",
                citations);
        cypher.rows("CALL gds.graph.project('papers', {Paper: {properties: ['vector', 'code']}, "
                + "Unread: {properties: ['vector', 'code']}}, 'CITES')");
        train(cypher, "fields", 2);
    }

    private static Value train(Cypher cypher, String name, int concurrency) {
        return cypher.value(
                "CALL rec.classify.train('papers', {modelName: $name, " + CONFIGURATION + concurrency
                        + "}) YIELD modelInfo RETURN modelInfo",
                "name",
                name);
    }

    @Test
    void citationsTellWhatVectorsDoNot(Cypher cypher) {
        Value alone = cypher.value("CALL rec.classify.train('papers', {modelName: 'alone', layers: 0, " + CONFIGURATION
                + "2}) YIELD modelInfo RETURN modelInfo");
        Value info = cypher.value("CALL rec.model.list('fields') YIELD modelInfo RETURN modelInfo");
        assertThat(alone.get("metrics").get("accuracy").asDouble()).isLessThan(0.75);
        assertThat(info.get("metrics").get("accuracy").asDouble()).isGreaterThan(0.8);
        assertThat(info.get("metrics").get("macroF1").asDouble()).isGreaterThan(0.8);
        assertThat(info.get("classes").asList()).isEqualTo(List.copyOf(FIELDS));
        assertThat(info.get("modelType").asString()).isEqualTo("NodeClassifier");
        assertThat(info.get("measuredOn").asString()).isEqualTo("test");
        assertThat(info.get("parameters").get("layers").asLong()).isPositive();
        assertThat(info.get("labelledNodes").asLong()).isEqualTo(PAPERS * 9 / 10);
        long counted = info.get("confusion").asList(row -> row.asList(Value::asLong)).stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sum();
        assertThat(counted).isEqualTo(PAPERS * 9 / 50);
    }

    @Test
    void tellsTheFieldsOfPapersThatHaveNone(Cypher cypher) {
        List<Record> rows = cypher.rows("CALL rec.classify.stream('papers', {modelName: 'fields', "
                + "targetNodeLabels: ['Unread'], includePredictedProbabilities: true}) "
                + "YIELD nodeId, predictedClass, predictedProbabilities "
                + "RETURN gds.util.asNode(nodeId).p AS p, predictedClass, predictedProbabilities");
        assertThat(rows).hasSize(PAPERS / 10);
        long right = rows.stream()
                .filter(row -> row.get("predictedClass").asString().equals(FIELDS.get((int)
                        (row.get("p").asLong() % 4))))
                .count();
        assertThat((double) right / rows.size()).isGreaterThan(0.8);
        for (Record row : rows) {
            List<Double> probabilities = row.get("predictedProbabilities").asList(Value::asDouble);
            assertThat(probabilities.stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(1, within(1e-5));
            int best = FIELDS.indexOf(row.get("predictedClass").asString());
            assertThat(probabilities).allMatch(p -> p <= probabilities.get(best));
        }
    }

    @Test
    void writesClassesAndProbabilities(Cypher cypher) {
        Record row = cypher.row("CALL rec.classify.write('papers', {modelName: 'fields', writeProperty: 'guess', "
                + "predictedProbabilityProperty: 'guessed', targetNodeLabels: ['Unread']}) "
                + "YIELD nodePropertiesWritten, configuration");
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(2L * PAPERS / 10);
        assertThat(row.get("configuration").get("writeProperty").asString()).isEqualTo("guess");
        assertThat(cypher.column("MATCH (p:Paper) WHERE p.guess IS NOT NULL AND size(p.guessed) = 4 "
                        + "RETURN all(label IN labels(p) WHERE label IN ['Paper', 'Unread'])"))
                .hasSize(PAPERS / 10)
                .containsOnly(true);
    }

    @Test
    void mutatesAProjectionWithWholeNumbers(Cypher cypher) {
        cypher.rows("CALL rec.classify.train('papers', {modelName: 'codes', targetProperty: 'code', "
                + "featureProperties: ['vector']})");
        cypher.rows("CALL rec.classify.mutate('papers', {modelName: 'codes', mutateProperty: 'predicted', "
                + "predictedProbabilityProperty: 'probabilities'})");
        assertThat(cypher.column("CALL gds.graph.nodeProperty.stream('papers', 'predicted') YIELD propertyValue "
                        + "RETURN DISTINCT propertyValue ORDER BY propertyValue"))
                .containsExactly(0L, 10L, 20L, 30L);
        assertThat(cypher.failure("CALL rec.classify.mutate('papers', {modelName: 'fields', mutateProperty: 'texts'})"))
                .hasMessageContaining("whole numbers")
                .hasMessageContaining("rec.classify.write");
        assertThat(cypher.failure(
                        "CALL rec.classify.mutate('papers', {modelName: 'codes', mutateProperty: 'predicted'})"))
                .hasMessageContaining("`predicted`");
    }

    @Test
    void isTheSameForAnyConcurrency(Cypher cypher) {
        train(cypher, "one", 1);
        train(cypher, "four", 4);
        String call = "CALL rec.classify.stream('papers', {modelName: $model, includePredictedProbabilities: true}) "
                + "YIELD nodeId, predictedProbabilities RETURN nodeId, predictedProbabilities ORDER BY nodeId";
        assertThat(cypher.rows(call, "model", "one")).hasSize(PAPERS).isEqualTo(cypher.rows(call, "model", "four"));
    }

    /** Essays cite nothing. Their topics and authors, which have no vectors, lead to others of the same field. */
    @Test
    void nodesOfOtherLabelsAndAllTypesTellWhatVectorsDoNot(Cypher cypher) {
        Random random = new Random(3);
        List<Map<String, Object>> essays = new ArrayList<>();
        for (int essay = 0; essay < 320; essay++) {
            List<Double> vector = new ArrayList<>();
            for (int d = 0; d < 12; d++) {
                vector.add((d == essay % 4 ? 1 : 0) + 0.8 * random.nextGaussian());
            }
            int other = random.nextInt(5) == 0 ? random.nextInt(4) : essay % 4;
            essays.add(Map.of(
                    "e",
                    essay,
                    "field",
                    FIELDS.get(essay % 4),
                    "vector",
                    vector,
                    "topic",
                    other + 4 * random.nextInt(10),
                    "author",
                    essay % 4 + 4 * random.nextInt(20)));
        }
        cypher.rows("UNWIND range(0, 39) AS t CREATE (:Topic {t: t})");
        cypher.rows("UNWIND range(0, 79) AS a CREATE (:Author {a: a})");
        cypher.rows(
                "UNWIND $essays AS essay MATCH (t:Topic {t: essay.topic}), (a:Author {a: essay.author}) CREATE (e:Essay"
                        + " {e: essay.e, field: essay.field, vector: essay.vector}), (e)-[:ON]->(t), (a)-[:WROTE]->(e)",
                "essays",
                essays);
        cypher.rows("CALL gds.graph.project('essays', {Essay: {properties: ['vector']}, Topic: {}, Author: {}},"
                + " ['ON', 'WROTE'])");
        String accuracy =
                "CALL rec.classify.train('essays', {modelName: $name, targetNodeLabels: ['Essay'], testFraction:"
                        + " 0.4, " + CONFIGURATION + "2%s}) YIELD modelInfo RETURN modelInfo.metrics.accuracy";
        double alone = cypher.value(accuracy.formatted(", layers: 0"), "name", "essays0")
                .asDouble();
        double topics = cypher.value(accuracy.formatted(", relationshipTypes: ['ON']"), "name", "essays1")
                .asDouble();
        double all = cypher.value(accuracy.formatted(""), "name", "essays2").asDouble();
        assertThat(alone).isLessThan(0.75);
        assertThat(topics).isGreaterThan(alone + 0.05);
        assertThat(all).isGreaterThan(topics + 0.03);
        assertThat(cypher.failure(accuracy.formatted(", contextWeights: {ON: 1}"), "name", "essays3"))
                .hasMessageContaining("`contextWeights`");
    }

    @Test
    void estimates(Cypher cypher) {
        for (String call : List.of(
                "rec.classify.train.estimate('papers', {modelName: 'new', " + CONFIGURATION + "2})",
                "rec.classify.stream.estimate('papers', {modelName: 'fields'})",
                "rec.classify.mutate.estimate('papers', {modelName: 'fields', mutateProperty: 'x'})",
                "rec.classify.write.estimate('papers', {modelName: 'fields', writeProperty: 'x'})")) {
            assertThat(cypher.value("CALL " + call + " YIELD bytesMax RETURN bytesMax")
                            .asLong())
                    .isBetween(1L << 20, 1L << 28);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        CALL rec.classify.train('papers', {modelName: 'm', featureProperties: ['vector']})                    | `targetProperty`
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'feild', featureProperties: ['vector']}) | `targetProperty`~two~`feild`
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'cod', featureProperties: ['vector']}) | `targetProperty`~`cod`~`code`
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'vector', featureProperties: ['vector']}) | `targetProperty`~`vector`~whole numbers
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vektor']}) | `featureProperties`~`vektor`~`vector`
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', targetNodeLabels: ['Papr']})    | `targetNodeLabels`~`Papr`~`Paper`
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vector'], architecture: 'sgd'}) | `architecture`~`sgc`~`sgd`
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vector'], architecture: 'gcn'}) | `architecture`~graph-recommender-deep
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vector'], classWeights: [1.0, 2.0]}) | `classWeights`~4 classes~2
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vector'], classWeights: [1.0, -2.0, 1, 1]}) | `classWeights`~above 0
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vector'], penalty: -1})   | `penalty`~between 0~-1
        CALL rec.classify.train('papers', {modelName: 'm', targetProperty: 'field', featureProperties: ['vector'], layers: 17})    | `layers`~between 0 and 16~`17`
        CALL rec.classify.train('papers', {modelName: 'fields', targetProperty: 'field', featureProperties: ['vector']})           | `fields`~exists
        CALL rec.classify.stream('papers', {modelName: 'field'})                                              | `field`~`fields`
        CALL rec.classify.stream('papers', {modelName: 'fields', includeProbabilities: true})                 | `includeProbabilities`~`includePredictedProbabilities`
        CALL rec.classify.write('papers', {modelName: 'fields'})                                              | `writeProperty`
        CALL rec.classify.write('papers', {modelName: 'fields', writeProperty: 'x', predictedProbabilityProperty: 'x'}) | `predictedProbabilityProperty`~`writeProperty`~`x`
        CALL rec.recommend.stream('fields', '*')                                                              | `fields`~NodeClassifier~rec.classify.stream
        """)
    void namesTheParameterTheValueAndTheWayOut(String statement, String fragments, Cypher cypher) {
        Neo4jException failure = cypher.failure(statement);
        assertThat(failure).as("%s passes", statement).isNotNull();
        assertThat(failure.getMessage()).contains(Arrays.asList(fragments.split("~")));
        assertThat(failure.code()).startsWith("Neo.ClientError");
    }
}
