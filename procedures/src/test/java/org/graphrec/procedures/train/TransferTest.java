// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** What a model learned of texts serves another graph; what a model keeps of a user is forgotten; noise hides relationships. */
@ExtendWith(RunningDatabase.class)
class TransferTest {

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        for (String architecture : List.of("textgcn", "content", "itemGraph", "userKnn")) {
            Checkerboard.train(cypher, architecture, architecture);
        }
        cypher.rows(
                "UNWIND range(0, 9) AS i CREATE (:Book {name: 'book' + i, embedding: "
                        + "rec.embed(['A rocket ship in the galaxy, volume ', 'Baking bread and cooking pasta, volume '][i % 2] + i)})");
        cypher.rows(
                "UNWIND range(0, 5) AS r MATCH (b:Book {name: 'book' + r}) CREATE (:Reader {name: 'reader' + r})-[:READ]->(b)");
        cypher.rows("CALL gds.graph.project('books', {Reader: {}, Book: {properties: ['embedding']}}, 'READ')");
    }

    @Test
    void servesAnotherGraphWithoutTraining(Cypher cypher) {
        for (String model : List.of("textgcn", "content")) {
            Record row = cypher.row(
                    "CALL rec.model.transfer($from, 'books', {modelName: $to}) YIELD modelInfo "
                            + "RETURN modelInfo.architecture AS architecture, modelInfo.items AS items, modelInfo.users AS users",
                    "from",
                    model,
                    "to",
                    model + "-books");
            assertThat(row.asMap())
                    .containsEntry("architecture", model)
                    .containsEntry("items", 10L)
                    .containsEntry("users", 6L);
            for (int reader = 0; reader < 6; reader++) {
                int parity = reader % 2;
                assertThat(cypher.column(
                                "MATCH (r:Reader {name: $name}) CALL rec.recommend.stream($model, r, {k: 4}) "
                                        + "YIELD item RETURN item.name",
                                "name",
                                "reader" + reader,
                                "model",
                                model + "-books"))
                        .hasSize(4)
                        .allMatch(book -> (book.toString().charAt(4) - '0') % 2 == parity);
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit(Cypher cypher) {
        assertThat(cypher.failure("CALL rec.model.transfer('itemGraph', 'books', {modelName: 'x'})")
                        .getMessage())
                .contains("`itemGraph`", "knows its own items alone", "`textgcn`");
        assertThat(cypher.failure("CALL rec.propagate.stream('books', {modelName: 'itemGraph'})")
                        .getMessage())
                .contains("`itemGraph` has none", "`textgcn`");
    }

    /** What texts taught goes along; a genre leads to films of its own graph alone, and is not dropped without a word. */
    @Test
    void refusesAModelThatCountsRelationsOfItsGraph(Cypher cypher) {
        cypher.rows("MATCH (f:Film) WITH f, toInteger(right(f.name, 1)) % 3 AS g MERGE (genre:Genre {g: g})"
                + " CREATE (f)-[:OF]->(genre)");
        cypher.rows("CALL gds.graph.project('genres', {User: {}, Film: {properties: ['embedding']}, Genre: {}},"
                + " ['RATED', 'OF'])");
        String train = "CALL rec.train('genres', {modelName: $name, architecture: 'content', sourceNodeLabel: 'User',"
                + " targetNodeLabel: 'Film', relationshipTypes: ['RATED'], featureProperties: ['embedding'],"
                + " contextWeights: {OF: %s}, randomSeed: 1})";
        cypher.rows(train.formatted("0.5"), "name", "genres");
        cypher.rows(train.formatted("0"), "name", "noGenres");
        String transfer = "CALL rec.model.transfer($name, 'books', {modelName: $name + '-books'}) YIELD modelInfo"
                + " RETURN modelInfo.items AS items, modelInfo.histories.context AS context";
        assertThat(cypher.failure(transfer, "name", "genres").getMessage())
                .contains(
                        "A model that counts relations of its own graph, such as `OF`, cannot be taken to another one."
                                + " Train `textgcn` or `content`, which know texts, with `contextWeights: {OF: 0}`.");
        Record row = cypher.row(transfer, "name", "noGenres");
        assertThat(row.get("items").asLong()).isEqualTo(10);
        assertThat(row.get("context").isNull()).isTrue();
    }

    @Test
    void propagatesWhatTheHeadMakesOfTexts(Cypher cypher) {
        List<Record> rows = cypher.rows(
                "CALL rec.propagate.stream('books', {modelName: 'textgcn', layers: 1}) "
                        + "YIELD nodeId, embedding MATCH (n) WHERE id(n) = nodeId RETURN n.name AS name, size(embedding) AS size, embedding");
        assertThat(rows)
                .hasSize(16)
                .allSatisfy(row -> assertThat(row.get("size").asInt()).isEqualTo(64));
    }

    @Test
    void accountsForThePrivacyItKeeps(Cypher cypher) {
        Map<String, Object> privacy = cypher.value(
                        "CALL rec.propagate.mutate('books', {mutateProperty: 'hidden', layers: 2, "
                                + "privacy: {epsilon: 1.0, delta: 1e-5}}) YIELD privacy RETURN privacy")
                .asMap();
        assertThat(privacy)
                .containsEntry("epsilon", 1.0)
                .containsEntry("delta", 1e-5)
                .containsEntry("answers", 2L)
                .containsEntry("protects", "one relationship")
                .containsEntry("epsilonSpent", 1.0)
                .containsEntry("callsSoFar", 1L);
        assertThat(cypher.value("CALL rec.propagate.mutate('books', {mutateProperty: 'hiddenAgain', "
                                + "privacy: {epsilon: 0.5, delta: 1e-6}}) YIELD privacy RETURN privacy")
                        .asMap())
                .as("both calls together")
                .containsEntry("epsilonSpent", 1.5)
                .containsEntry("deltaSpent", 1e-5 + 1e-6)
                .containsEntry("callsSoFar", 2L);
        // sqrt(2) for each of two hops, times the 3.7306 of the budget
        assertThat((Double) privacy.get("sigma")).isBetween(7.46, 7.462);
        assertThat(cypher.value(
                                "CALL rec.propagate.mutate('books', {mutateProperty: 'open'}) YIELD privacy RETURN privacy")
                        .isNull())
                .isTrue();
        assertThat(cypher.failure("CALL rec.propagate.mutate('books', {mutateProperty: 'x', aggregation: 'symmetric', "
                                + "privacy: {epsilon: 1.0, delta: 1e-5}})")
                        .getMessage())
                .contains("`privacy`", "`aggregation` must be `mean`");
        assertThat(cypher.failure("CALL rec.propagate.mutate('books', {mutateProperty: 'x', privacy: {epsilon: 1.0}})")
                        .getMessage())
                .contains("`privacy`", "`{epsilon: 1.0, delta: 1e-6}`");
        assertThat(cypher.failure(
                                "CALL rec.propagate.mutate('books', {mutateProperty: 'x', privacy: {epsilon: -1.0, delta: 1e-6}})")
                        .getMessage())
                .contains("`privacy`", "epsilon");
    }

    @Test
    void forgetsWhatModelsKeepOfAUser(Cypher cypher) {
        long before = cypher.value("CALL rec.model.list('userKnn') YIELD modelInfo RETURN modelInfo.users")
                .asLong();
        List<Record> rows = cypher.rows("MATCH (u:User {name: 'user7'}) CALL rec.forgetUser(u, 'userKnn') "
                + "YIELD removed, remains, retrain RETURN removed, remains, retrain");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("removed").asList()).containsExactly("node id", "history");
        assertThat(rows.get(0).get("remains").asList()).isNotEmpty();
        assertThat(rows.get(0).get("retrain").asString()).contains("rec.train");
        assertThat(cypher.value("CALL rec.model.list('userKnn') YIELD modelInfo RETURN modelInfo.users")
                        .asLong())
                .isEqualTo(before - 1);
        assertThat(cypher.rows("MATCH (u:User {name: 'user7'}) CALL rec.forgetUser(u) YIELD modelName, removed "
                        + "WITH modelName, removed WHERE modelName IN ['userKnn', 'itemGraph'] "
                        + "RETURN modelName, removed ORDER BY modelName"))
                .extracting(row -> row.get("removed").asList().toString())
                .containsExactly("[node id]", "[]");
        // the user is served as anybody is, from what the graph has
        assertThat(cypher.column(
                        "MATCH (u:User {name: 'user7'}) CALL rec.recommend.stream('userKnn', u, {k: 1}) YIELD item "
                                + "RETURN item.name"))
                .containsExactly(Checkerboard.film(Checkerboard.withheld(7)));
    }
}
