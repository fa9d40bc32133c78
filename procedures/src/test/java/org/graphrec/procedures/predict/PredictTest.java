// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.RatedFilms;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.exceptions.Neo4jException;

@ExtendWith(RunningDatabase.class)
class PredictTest {
    private static final String ALL = "CALL rec.predict.stream($model, '*', '*') YIELD user, item, rating, "
            + "standardDeviation RETURN user.u AS user, item.f AS film, rating, standardDeviation ORDER BY user, film";

    @BeforeAll
    static void load(Cypher cypher) {
        RatedFilms.load(cypher);
        RatedFilms.train(cypher, "stars", 2);
        cypher.rows("CREATE (:Passerby)");
        cypher.rows("CALL rec.train('rated', {modelName: 'taste', architecture: 'popularity', sourceNodeLabel: 'User', "
                + "targetNodeLabel: 'Film'})");
    }

    @Test
    void tellsHowGoodItIs(Cypher cypher) {
        Map<String, Object> info = cypher.value("CALL rec.model.list('stars') YIELD modelInfo RETURN modelInfo")
                .asMap();
        assertThat(info)
                .containsEntry("modelType", "RatingPredictor")
                .containsEntry("objective", "rating")
                .containsEntry("users", (long) RatedFilms.USERS)
                .containsEntry("items", RatedFilms.FILMS + 2L);
        assertThat((Double) ((Map<?, ?>) info.get("metrics")).get("rmse")).isBetween(0.2, 0.5);
        assertThat(cypher.rows("CALL rec.model.trials('stars') YIELD trial, rmse, mae, ndcg"
                        + " WHERE rmse > 0 AND mae > 0 AND ndcg IS NULL RETURN trial"))
                .hasSizeGreaterThan(3);
        assertThat((Double) ((Map<?, ?>) info.get("scale")).get("mean")).isBetween(2.5, 3.5);
    }

    @Test
    void predictsTheRatingsThatAreMissing(Cypher cypher) {
        for (Record row : cypher.rows(
                "MATCH (u:User), (f:Film) WHERE (u.u + f.f) % 5 = 0 AND f.f < $films "
                        + "RETURN u.u % 2 = f.f % 2 AS liked, rec.predict('stars', u, f) AS rating",
                "films", RatedFilms.FILMS)) {
            assertThat(row.get("rating").asDouble()).isCloseTo(row.get("liked").asBoolean() ? 4.5 : 1.5, within(0.6));
        }
    }

    @Test
    void predictsItemsWithoutARatingByTheirTexts(Cypher cypher) {
        assertThat(cypher.column(
                        "MATCH (f:Film) WHERE f.f >= $films WITH f ORDER BY f.f "
                                + "MATCH (u:User {u: 0}) RETURN rec.predict('stars', u, f)",
                        "films",
                        RatedFilms.FILMS))
                .satisfiesExactly(
                        same -> assertThat((Double) same).isGreaterThan(3.7),
                        other -> assertThat((Double) other).isLessThan(2.3));
    }

    /** A click, a user and an item of a transaction that is still open count in it, and nowhere else. */
    @Test
    void seesWhatTheTransactionSees(Cypher cypher) {
        try (Session session = cypher.driver().session();
                Transaction transaction = session.beginTransaction()) {
            transaction.run("CREATE (:User {u: 1000})").consume();
            String predict = "MATCH (u:User {u: 1000}), (f:Film {f: 2}) RETURN rec.predict('stars', u, f)";
            double before = transaction.run(predict).single().get(0).asDouble();
            transaction
                    .run("MATCH (u:User {u: 1000}), (f:Film) WHERE f.f IN [4, 6, 8] CREATE (u)-[:RATED {stars:"
                            + " 5.0}]->(f)")
                    .consume();
            double after = transaction.run(predict).single().get(0).asDouble();
            assertThat(before).isCloseTo(3, within(0.8));
            assertThat(after).isGreaterThan(before + 0.7);
            // a film of now, with the text of a known one
            transaction
                    .run("MATCH (f:Film {f: 2}) CREATE (:Film {f: 1000, embedding: f.embedding, "
                            + "embeddingPassport: f.embeddingPassport}), (:Film {f: 1001})")
                    .consume();
            List<Record> rows = transaction
                    .run("MATCH (u:User {u: 1000}), (f:Film) WHERE f.f >= 1000 WITH u, f ORDER BY f.f "
                            + "WITH u, collect(f) AS films CALL rec.predict.stream('stars', u, films) "
                            + "YIELD item, rating, standardDeviation RETURN item.f, rating, standardDeviation")
                    .list();
            assertThat(rows).hasSize(2);
            double byText = rows.get(0).get("rating").asDouble();
            double byNothing = rows.get(1).get("rating").asDouble();
            assertThat(byText).isGreaterThan(byNothing + 0.3);
            assertThat(byNothing).isBetween(2.0, 4.5);
            transaction.rollback();
        }
        assertThat(cypher.rows("MATCH (f:Film {f: 1000}) RETURN f")).isEmpty();
    }

    @Test
    void servesSomebodyWhoIsNoNode(Cypher cypher) {
        String call = "MATCH (liked:Film {f: 5}), (wanted:Film) WHERE wanted.f IN [6, 7] WITH liked, wanted ORDER BY"
                + " wanted.f WITH liked, collect(wanted) AS films CALL rec.predict.stream('stars', null, films,"
                + " {history: [{item: liked, rating: $stars}]}) YIELD user, rating WITH user, rating RETURN"
                + " rating";
        List<Object> fan = cypher.column(call, "stars", 5);
        List<Object> foe = cypher.column(call, "stars", 1);
        assertThat((Double) fan.get(1)).isGreaterThan((Double) fan.get(0));
        assertThat((Double) foe.get(0)).isGreaterThan((Double) foe.get(1));
    }

    @Test
    void isSurerOfWhomItKnows(Cypher cypher) {
        String deviation = " CALL rec.predict.stream('stars', u, f) YIELD standardDeviation RETURN standardDeviation";
        double known = cypher.value("MATCH (u:User {u: 1}), (f:Film {f: 3})" + deviation)
                .asDouble();
        double stranger = cypher.value("MATCH (f:Film {f: 3}) WITH null AS u, f" + deviation)
                .asDouble();
        assertThat(known).isBetween(0.2, 0.6);
        assertThat(stranger).isGreaterThan(known + 0.3);
    }

    @Test
    void isTheSameForAnyConcurrencyAndInBothForms(Cypher cypher) {
        RatedFilms.train(cypher, "one", 1);
        RatedFilms.train(cypher, "four", 4);
        List<Record> rows = cypher.rows(ALL, "model", "one");
        assertThat(rows).hasSize(RatedFilms.USERS * (RatedFilms.FILMS + 2));
        assertThat(cypher.rows(ALL, "model", "four")).isEqualTo(rows);
        assertThat(cypher.column(
                        "MATCH (u:User), (f:Film) WITH u, f ORDER BY u.u, f.f RETURN rec.predict('one', u, f)"))
                .isEqualTo(rows.stream()
                        .map(row -> (Object) row.get("rating").asDouble())
                        .toList());
    }

    @Test
    void isAPlainDotProductWhereThatIsAskedFor(Cypher cypher) {
        Map<String, Object> parameters = cypher.value("CALL rec.train('rated', {modelName: 'dot', objective: 'rating', "
                        + "architecture: 'mf', relationshipWeightProperty: 'stars'}) YIELD modelInfo "
                        + "RETURN modelInfo.parameters")
                .asMap();
        assertThat(parameters).containsEntry("text", false).containsEntry("implicit", false);
        assertThat(cypher.value("MATCH (u:User {u: 0}), (f:Film {f: 0}) RETURN rec.predict('dot', u, f)")
                        .asDouble())
                .isGreaterThan(3.7);
    }

    @Test
    void saysNothingOfNothing(Cypher cypher) {
        assertThat(cypher.row("OPTIONAL MATCH (u:User {u: -1}) MATCH (f:Film {f: 0}) RETURN rec.predict('stars', u, f)")
                        .get(0)
                        .isNull())
                .isTrue();
    }

    @Test
    void estimatesAndIsPublished(Cypher cypher) {
        assertThat(cypher.value("CALL rec.train.estimate('rated', {modelName: 'n', objective: 'rating', "
                                + "relationshipWeightProperty: 'stars'}) YIELD bytesMax RETURN bytesMax")
                        .asLong())
                .isBetween(1L << 20, 1L << 30);
        RatedFilms.train(cypher, "shared", 2);
        cypher.rows("CALL rec.model.publish('shared')");
        assertThat(cypher.value("CALL rec.model.exists('shared_public') YIELD modelType RETURN modelType")
                        .asString())
                .isEqualTo("RatingPredictor");
        cypher.rows("MATCH (u:User {u: 0}), (f:Film {f: 0}) RETURN rec.predict('shared_public', u, f)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        CALL rec.train('rated', {modelName: 'm', objective: 'ratings'})                  | `objective`~`ratings`~`rating`
        CALL rec.train('rated', {modelName: 'm', objective: 'rating'})                   | `relationshipWeightProperty`
        CALL rec.train('rated', {modelName: 'm', objective: 'rating', relationshipWeightProperty: 'star'}) | `relationshipWeightProperty`~`star`~`stars`
        CALL rec.train('rated', {modelName: 'm', objective: 'rating', architecture: 'lightgcn', relationshipWeightProperty: 'stars'}) | `architecture`~`auto`, `mf`~`lightgcn`
        CALL rec.recommend.stream('stars', '*')                                          | `stars`~RatingPredictor~rec.predict.stream
        CALL rec.predict.stream('taste', '*', '*')                                       | `taste`~Recommender~rec.recommend.stream~objective
        CALL rec.predict.stream('star', '*', '*')                                        | `star`~`stars`
        CALL rec.predict.stream('stars', 'u1', '*')                                      | `users`~`u1`~node
        CALL rec.predict.stream('stars', [], '*')                                        | `users`
        CALL rec.predict.stream('stars', '*', null)                                      | `items`~node
        MATCH (p:Passerby) CALL rec.predict.stream('stars', p, '*') YIELD rating RETURN rating | `users`~`User`~Passerby
        MATCH (u:User {u: 1}), (p:Passerby) RETURN rec.predict('stars', u, p)            | `item`~`Film`~Passerby
        CALL rec.predict.stream('stars', '*', '*', {history: [5]})                       | `history`~{item: node, rating: 4.0}
        CALL rec.predict.stream('stars', '*', '*', {concurency: 1})                      | `concurency`~`concurrency`
        MATCH (u:User {u: 1}), (f:Film {f: 1}) SET f:Odd CREATE (n:Film {embedding: [1.0, 2.0]}) RETURN rec.predict('stars', u, n) | `embedding`~384~2
        """)
    void namesTheParameterTheValueAndTheWayOut(String statement, String fragments, Cypher cypher) {
        Neo4jException failure = cypher.failure(statement);
        assertThat(failure).as("%s passes", statement).isNotNull();
        assertThat(failure.getMessage()).contains(Arrays.asList(fragments.split("~")));
        assertThat(failure.code()).startsWith("Neo.ClientError");
    }
}
