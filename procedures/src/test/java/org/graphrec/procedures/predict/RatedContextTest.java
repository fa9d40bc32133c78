// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.logging.NullLog;

/**
 * Ratings in a graph that knows more: a film is as good as its director, people of a city are generous or not, and friends are of one
 * city. Films from 40 on have no ratings.
 */
@ExtendWith(RunningDatabase.class)
class RatedContextTest {
    private static final String KEYS =
            "objective: 'rating', relationshipWeightProperty: 'stars', sourceNodeLabel: 'User',"
                    + " targetNodeLabel: 'Film', relationshipTypes: ['RATED'], randomSeed: 3";

    @TempDir
    private static Path models;

    @AfterAll
    static void forget() {
        SharedCatalog.shutDown();
    }

    @BeforeAll
    static void load(Cypher cypher) {
        SharedCatalog.configure(new ModelLocations(models, models, ""), NullLog.getInstance());
        cypher.rows("UNWIND range(0, 47) AS f CREATE (:Film {f: f, year: 1960 + f % 8})");
        cypher.rows("UNWIND range(0, 59) AS u CREATE (:User {u: u})");
        cypher.rows("UNWIND range(0, 7) AS d CREATE (:Director {d: d})");
        cypher.rows("UNWIND range(0, 2) AS c CREATE (:City {c: c})");
        cypher.rows("MATCH (f:Film), (d:Director {d: f.f % 8}) CREATE (f)-[:DIRECTED_BY]->(d)");
        cypher.rows("MATCH (u:User), (c:City {c: u.u % 3}) CREATE (u)-[:LIVES_IN]->(c)");
        cypher.rows("MATCH (a:User), (b:User {u: a.u + 6}) CREATE (a)-[:FRIEND]->(b)");
        cypher.rows("""
            MATCH (u:User), (f:Film) WHERE f.f < 40 AND (u.u * 7 + f.f * 5) % 3 <> 0
            CREATE (u)-[:RATED {stars: 3.0 + (f.f % 8 - 3.5) / 3.0 + 0.7 * (u.u % 3 - 1)
              + CASE WHEN u.u % 2 = f.f % 2 THEN 0.3 ELSE -0.3 END + ((u.u * 13 + f.f * 17) % 11 - 5) / 20.0}]->(f)""");
        cypher.rows(
                "CALL gds.graph.project('stars', ['User', 'Film', 'Director', 'City'], {RATED: {properties: 'stars'},"
                        + " DIRECTED_BY: {}, LIVES_IN: {}, FRIEND: {orientation: 'UNDIRECTED'}})");
        train(cypher, "whole", "");
    }

    private static Record train(Cypher cypher, String name, String more) {
        return cypher.row("CALL rec.train('stars', {modelName: '" + name + "', " + KEYS + more
                + "}) YIELD modelInfo RETURN modelInfo.parameters.context AS counts,"
                + " [c IN modelInfo.histories.context | c.relation + ' ' + c.ends + ' ' + c.source] AS context");
    }

    @Test
    void saysWhatItLearnsFrom(Cypher cypher) {
        Record row = cypher.row(
                "CALL rec.model.list('whole') YIELD modelInfo RETURN modelInfo.parameters.context AS"
                        + " counts, [c IN modelInfo.histories.context | c.relation + ' ' + c.ends + ' ' + c.source] AS context");
        assertThat(row.get("context").asList())
                .containsExactlyInAnyOrder(
                        "DIRECTED_BY item-node live", "LIVES_IN user-node live", "FRIEND user-user live");
        assertThat(row.get("counts").asBoolean()).isTrue();
    }

    @Test
    void predictsFilmsThatNobodyRatedByTheirDirector(Cypher cypher) {
        List<Object> rows = cypher.column("MATCH (f:Film) WHERE f.f >= 40 MATCH (u:User {u: 1}) WITH f, u ORDER BY f.f"
                + " RETURN rec.predict('whole', u, f)");
        assertThat(rows).hasSize(8);
        assertThat((Double) rows.get(7)).isGreaterThan((Double) rows.get(0) + 1.5);
        assertThat((Double) rows.get(0)).isCloseTo(3.0 - 3.5 / 3, within(0.6));
    }

    /** A film and a user of a transaction that is still open, of whom nothing but their relationships is known. */
    @Test
    void predictsWhatCameAfterTheTraining(Cypher cypher) {
        try (Session session = cypher.driver().session();
                Transaction transaction = session.beginTransaction()) {
            transaction
                    .run(
                            "MATCH (good:Director {d: 7}), (bad:Director {d: 0}) CREATE (:Film {f: 100})-[:DIRECTED_BY]->(good),"
                                    + " (:Film {f: 101})-[:DIRECTED_BY]->(bad), (:Film {f: 102})")
                    .consume();
            List<Double> films = transaction
                    .run("MATCH (u:User {u: 1}), (f:Film) WHERE f.f >= 100 WITH u, f ORDER BY f.f WITH u, collect(f) AS"
                            + " films CALL rec.predict.stream('whole', u, films) YIELD rating RETURN rating")
                    .list(row -> row.get(0).asDouble());
            assertThat(films.get(0)).isGreaterThan(films.get(2) + 0.5);
            assertThat(films.get(1)).isLessThan(films.get(2) - 0.5);
            transaction
                    .run("MATCH (kind:City {c: 2}), (strict:City {c: 0}) CREATE (:User {u: 100})-[:LIVES_IN]->(kind),"
                            + " (:User {u: 101})-[:LIVES_IN]->(strict)")
                    .consume();
            List<Double> users = transaction
                    .run("MATCH (u:User), (f:Film {f: 3}) WHERE u.u >= 100 WITH u, f ORDER BY u.u RETURN"
                            + " rec.predict('whole', u, f)")
                    .list(row -> row.get(0).asDouble());
            assertThat(users.get(0)).isGreaterThan(users.get(1) + 0.6);
            transaction.rollback();
        }
    }

    @Test
    void isStoredAndLoaded(Cypher cypher) {
        train(cypher, "stored", "");
        String all = "CALL rec.predict.stream('stored', '*', '*') YIELD user, item, rating, standardDeviation RETURN"
                + " user.u, item.f, rating, standardDeviation ORDER BY user.u, item.f";
        List<Record> before = cypher.rows(all);
        cypher.rows("CALL rec.model.store('stored')");
        cypher.rows("CALL rec.model.drop('stored')");
        cypher.rows("CALL rec.model.load('stored')");
        assertThat(cypher.rows(all)).isEqualTo(before);
    }

    @Test
    void aRelationIsLeftOutAndAPropertyAdded(Cypher cypher) {
        assertThat(train(cypher, "less", ", contextWeights: {DIRECTED_BY: 0}")
                        .get("context")
                        .asList())
                .containsExactlyInAnyOrder("LIVES_IN user-node live", "FRIEND user-user live");
        List<Object> alike = cypher.column(
                "MATCH (f:Film) WHERE f.f >= 40 MATCH (u:User {u: 1}) RETURN DISTINCT rec.predict('less', u, f)");
        assertThat(alike).as("nothing tells these films apart").hasSize(1);
        assertThat(train(cypher, "years", ", contextWeights: {DIRECTED_BY: 0}, contextProperties: ['item.year']")
                        .get("context")
                        .asList())
                .contains("item.year item-node live");
        List<Object> byYear =
                cypher.column("MATCH (f:Film) WHERE f.f >= 40 MATCH (u:User {u: 1}) WITH f, u ORDER BY f.f"
                        + " RETURN rec.predict('years', u, f)");
        assertThat((Double) byYear.get(7)).isGreaterThan((Double) byYear.get(0) + 1);
    }

    @Test
    void comparesAndEvaluatesWithTheWholeGraph(Cypher cypher) {
        String compare =
                "CALL rec.compare('stars', {architectures: ['svdpp'], ratingProperty: 'stars', metrics: ['rmse'],"
                        + " coldItemFraction: 0.2, sourceNodeLabel: 'User', targetNodeLabel: 'Film', relationshipTypes: ['RATED']%s})"
                        + " YIELD segment, rmse WHERE segment = 'coldItems' RETURN rmse";
        double with = (Double) cypher.column(compare.formatted("")).get(0);
        double without = (Double) cypher.column(compare.formatted(", contextWeights: {DIRECTED_BY: 0}"))
                .get(0);
        assertThat(with).isLessThan(0.8 * without);
    }

    @Test
    void forgetsWhatAUserSaidOfFriends(Cypher cypher) {
        train(cypher, "forgetful", "");
        String one = "MATCH (u:User {u: 20}), (f:Film {f: 2}) RETURN rec.predict('forgetful', u, f)";
        double before = cypher.value(one).asDouble();
        assertThat(cypher.value(
                                "MATCH (u:User {u: 26}) CALL rec.forgetUser(u, 'forgetful') YIELD removed RETURN removed")
                        .asList())
                .containsExactly("node id", "history");
        assertThat(cypher.value(one).asDouble()).isCloseTo(before, within(0.5));
        assertThat(cypher.value("MATCH (u:User {u: 50}), (f:Film {f: 2}) RETURN rec.predict('forgetful', u, f)")
                        .asDouble())
                .isEqualTo(cypher.value("MATCH (u:User {u: 50}), (f:Film {f: 2}) RETURN rec.predict('whole', u, f)")
                        .asDouble());
    }

    @Test
    void estimatesAndRefusesWhatHasNoMeaning(Cypher cypher) {
        String train = "CALL rec.train('stars', {modelName: 'x', " + KEYS + "%s})";
        assertThat(cypher.value("CALL rec.train.estimate('stars', {modelName: 'x', " + KEYS
                                + "}) YIELD bytesMax RETURN bytesMax")
                        .asLong())
                .isBetween(1L << 20, 1L << 31);
        assertThat(cypher.failure(train.formatted(", contextWeights: {FRIEND: 0.3}"))
                        .getMessage())
                .contains("The value of `contextWeights.FRIEND` must be 0, which leaves the relation out, with"
                        + " `objective: 'rating'` but was `0.3`. With ratings, the weight of a relation is learned:"
                        + " leave it out.");
        assertThat(cypher.failure(train.formatted(", architecture: 'mf', contextProperties: ['item.year']"))
                        .getMessage())
                .contains("The value of `contextProperties` must be left out with `objective: 'rating'` and"
                        + " `architecture: 'mf'`, which is a dot product of factors and reads nothing else. Leave out"
                        + " `architecture`.");
        assertThat(cypher.failure(train.formatted(", contextWeights: {FRIENDS: 0}"))
                        .getMessage())
                .contains("Did you mean `FRIEND`?");
    }
}
