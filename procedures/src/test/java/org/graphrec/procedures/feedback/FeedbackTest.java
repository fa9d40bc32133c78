// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** What is shown and clicked is in the graph, and the rates are those of what is there. */
@ExtendWith(RunningDatabase.class)
class FeedbackTest {
    private final Cypher cypher;

    FeedbackTest(Cypher cypher) {
        this.cypher = cypher;
    }

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "knn", "itemKnn");
        Checkerboard.train(cypher, "popular", "popularity");
    }

    @BeforeEach
    void clear() {
        cypher.rows("MATCH ()-[r:REC_SHOWN|REC_FEEDBACK]->() DELETE r");
        cypher.rows("MATCH (n:Visitor|Thing) DELETE n");
    }

    @Test
    void recordsWhatIsShownAsItWasStreamed() {
        String arguments = "u, {k: 3, offset: 1, explain: true";
        List<Record> shown = cypher.rows("MATCH (u:User {name: 'user7'}) CALL rec.recommend.show('knn', " + arguments
                + ", runId: 'r1'}) YIELD runId, modelName, item, rank, score, channel"
                + " RETURN runId, modelName, item.name AS item, rank, score, channel ORDER BY rank");
        assertThat(shown).hasSize(3);
        assertThat(cypher.rows("MATCH (:User {name: 'user7'})-[s:REC_SHOWN]->(item) RETURN s.runId AS runId,"
                        + " s.writtenByModel AS modelName, item.name AS item, s.rank AS rank, s.score AS score,"
                        + " s.channel AS channel ORDER BY rank"))
                .isEqualTo(shown);
        assertThat(cypher.column("MATCH (u:User {name: 'user7'}) CALL rec.recommend.stream('knn', " + arguments
                        + "}) YIELD item RETURN item.name"))
                .isEqualTo(shown.stream().map(row -> row.get("item").asObject()).toList());
        assertThat(cypher.value("MATCH ()-[s:REC_SHOWN]->() RETURN count(s.at)").asInt())
                .isEqualTo(3);
    }

    @Test
    void givesARunAnIdOfItsOwnAndIsUndoneByARollback() {
        List<Object> ids = cypher.column("MATCH (u:User) WHERE u.name IN ['user1', 'user2'] WITH collect(u) AS us"
                + " CALL rec.recommend.show('knn', us, {k: 1}) YIELD runId RETURN runId");
        assertThat(ids).hasSize(2);
        assertThat(Map.of(ids.get(0), 1)).containsOnlyKeys(ids.get(1));
        try (var session = cypher.driver().session();
                var transaction = session.beginTransaction()) {
            transaction
                    .run("MATCH (u:User {name: 'user3'}) CALL rec.recommend.show('knn', u) YIELD rank RETURN rank")
                    .consume();
            transaction.rollback();
        }
        assertThat(cypher.value("MATCH ()-[s:REC_SHOWN]->() RETURN count(s)").asInt())
                .isEqualTo(2);
    }

    @Test
    void belongsToWhatWasShown() {
        cypher.rows(
                "MATCH (u:User {name: 'user7'}) CALL rec.recommend.show('knn', u, {k: 2, runId: 'r1'}) YIELD rank RETURN 1");
        Record row = cypher.row(
                "MATCH (u:User {name: 'user7'})-[s:REC_SHOWN {rank: 2}]->(i)"
                        + " CALL rec.feedback.write('r1', u, i) YIELD modelName, rank, shownAt RETURN modelName, rank, shownAt = s.at AS same");
        assertThat(row.asMap()).isEqualTo(Map.of("modelName", "knn", "rank", 2L, "same", true));
        assertThat(cypher.row("MATCH ()-[f:REC_FEEDBACK]->() RETURN f.runId AS r, f.event AS e")
                        .asMap())
                .isEqualTo(Map.of("r", "r1", "e", "click"));
        String wrong = "MATCH (u:User {name: 'user7'})-[s:REC_SHOWN {rank: 2}]->(i) CALL rec.feedback.write('r2', u, i)"
                + " YIELD rank RETURN rank";
        assertThat(cypher.failure(wrong))
                .hasMessageContaining(
                        "The value of `runId` must be a run that showed this item to this user but was `r2`.");
        assertThat(cypher.failure("CALL rec.recommend.show('knn', '*')"))
                .hasMessageContaining("The value of `users` must be a node or a list of nodes but was `*`");
        assertThat(cypher.failure("CALL rec.feedback.stats({evnt: 'x'})"))
                .hasMessageContaining("Did you mean `event`?");
        assertThat(cypher.failure("CALL rec.feedback.compare('knm', 'popular')"))
                .hasMessageContaining("The value of `modelName` must be the name of a model that showed something");
    }

    /** What users buy an hour after they saw it is a click on that list; what they bought before is none. */
    @Test
    void readsWhatUsersDidFromADeclaredRelationship() {
        days();
        String rows = "CALL rec.feedback.stats({%s}) YIELD modelName, channel, impressions, clicks, ctr, correctedCtr,"
                + " correctedInterval RETURN modelName, channel, impressions, clicks, ctr, correctedCtr, correctedInterval";
        List<Record> recorded = cypher.rows(String.format(rows, ""));
        cypher.rows("MATCH (u:Visitor)-[f:REC_FEEDBACK]->(i) MATCH (u)-[s:REC_SHOWN {runId: f.runId}]->(i)"
                + " CREATE (u)-[:BOUGHT {at: s.at + duration('PT1H')}]->(i), (u)-[:PLACED]->(:Order {at: s.at})-[:OF]->(i)"
                + " DELETE f");
        cypher.rows("MATCH (u:Visitor), (i:Thing) CREATE (u)-[:BOUGHT {at: datetime('2025-01-01T12:00Z')}]->(i)");
        for (String feedback : List.of(
                "feedback: {pattern: '(user)-[b:BOUGHT]->(item)', time: 'b.at'}",
                "feedback: {pattern: '(user)-[:PLACED]->(o:Order)-[:OF]->(item)', time: 'o.at'}")) {
            assertThat(cypher.rows(String.format(rows, feedback))).as(feedback).isEqualTo(recorded);
        }
        assertThat(cypher.row(
                                "CALL rec.feedback.compare('one', 'two', {feedback: {pattern: '(user)-[b:BOUGHT]->(item)',"
                                        + " time: 'b.at', where: 'false'}}) YIELD correctedCtr, usersOfBoth RETURN correctedCtr")
                        .get("correctedCtr")
                        .isNull())
                .isTrue();
        assertThat(cypher.failure(String.format(rows, "feedback: {pattern: '(user)-[b:BOUGHT]->(item)'}")))
                .hasMessageContaining("The value of `feedback` must be a map with a pattern and a time");
        assertThat(cypher.failure(
                        String.format(rows, "event: 'buy', feedback: {pattern: '(user)-[b]->(item)', time: 'b.at'}")))
                .hasMessageContaining("The value of `event` must be left out with `feedback`");
        assertThat(cypher.failure(
                        String.format(rows, "feedback: {pattern: '(user)-[b]->(item)', time: 'b.at', wher: 'x'}")))
                .hasMessageContaining("Unexpected key in `feedback`: `wher`. Did you mean `where`?");
        cypher.rows("MATCH (o:Order) DETACH DELETE o");
        cypher.rows("MATCH ()-[b:BOUGHT]->() DELETE b");
    }

    /** Three days of lists in changing order; a user clicks what they look at, which at the second place is every other time. */
    private void days() {
        cypher.rows("UNWIND range(0, 79) AS u CREATE (:Visitor {id: u}) WITH count(*) AS n UNWIND [0, 1] AS i"
                + " CREATE (:Thing {id: i})");
        cypher.rows("MATCH (u:Visitor), (i:Thing) UNWIND range(0, 3) AS day"
                + " WITH u, i, day, 1 + (i.id + day + u.id / 2) % 2 AS rank"
                + " CREATE (u)-[:REC_SHOWN {runId: 'day ' + day, writtenByModel: ['one', 'two'][u.id % 2], rank: rank,"
                + " channel: ['history', 'text'][i.id], at: datetime('2026-01-01T12:00Z') + duration({days: day})}]->(i)"
                + " WITH u, i, day, rank WHERE rank = 1 AND (u.id / 2 + i.id + day / 2) % 2 = 0 OR rank = 2"
                + " AND (u.id / 2 + 2 * (u.id % 2) + i.id + day / 2) % 4 = 0"
                + " CREATE (u)-[:REC_FEEDBACK {runId: 'day ' + day, event: 'click', writtenByModel: ''}]->(i)");
    }

    @Test
    void correctsForRanksByModelAndChannel() {
        days();
        List<Record> rows = cypher.rows("CALL rec.feedback.stats()");
        assertThat(rows.stream()
                        .map(row -> row.get("modelName").asString() + "/"
                                + row.get("channel").asString("all"))
                        .toList())
                .containsExactly("one/all", "one/history", "one/text", "two/all", "two/history", "two/text");
        Record one = rows.get(0);
        assertThat(one.get("impressions").asInt()).isEqualTo(320);
        assertThat(one.get("users").asInt()).isEqualTo(40);
        assertThat(one.get("ctr").asDouble())
                .isEqualTo(one.get("clicks").asDouble() / one.get("impressions").asDouble());
        double second = one.get("examination").get(1).asDouble();
        assertThat(second).isCloseTo(0.5, within(0.1));
        double corrected = cypher.value(
                        "MATCH (u)-[s:REC_SHOWN {writtenByModel: 'one'}]->(i) WITH s, CASE WHEN EXISTS {"
                                + " MATCH (u)-[:REC_FEEDBACK {runId: s.runId}]->(i)} THEN 1 / [1.0, $second][s.rank - 1] ELSE 0.0 END AS c"
                                + " RETURN avg(c)",
                        "second",
                        second)
                .asDouble();
        assertThat(one.get("correctedCtr").asDouble()).isCloseTo(corrected, within(1e-9));
        assertThat(one.get("correctedInterval").get(0).asDouble()).isLessThan(corrected);
        assertThat(one.get("correctedInterval").get(1).asDouble()).isGreaterThan(corrected);
        assertThat(cypher.row(
                                "CALL rec.feedback.stats({since: datetime('2026-01-03T00:00Z'), runIds: ['day 1', 'day 3']})"
                                        + " YIELD modelName, channel, impressions WITH * WHERE channel IS NULL AND modelName = 'one'"
                                        + " RETURN impressions")
                        .get(0)
                        .asInt())
                .isEqualTo(80);
        assertThat(cypher.column("CALL rec.feedback.stats({event: 'buy'}) YIELD clicks RETURN DISTINCT clicks"))
                .containsExactly(0L);
    }

    @Test
    void comparesTwoModels() {
        days();
        Record row = cypher.row("CALL rec.feedback.compare('one', 'two')");
        assertThat(row.get("difference").asDouble())
                .isCloseTo(
                        row.get("correctedCtr").asDouble()
                                - row.get("otherCorrectedCtr").asDouble(),
                        within(1e-12));
        assertThat(row.get("interval").get(0).asDouble())
                .isLessThan(row.get("difference").asDouble());
        assertThat(row.get("pValue").asDouble()).isBetween(0.0, 1.0);
        assertThat(List.of(
                        row.get("users").asInt(),
                        row.get("otherUsers").asInt(),
                        row.get("usersOfBoth").asInt()))
                .containsExactly(40, 40, 0);
        Record same = cypher.row("CALL rec.feedback.compare('one', 'one')");
        assertThat(same.get("difference").asDouble()).isZero();
        assertThat(same.get("pValue").asDouble()).isEqualTo(1);
    }

    @Test
    void splitsUsersAlikeAtAllTimes() {
        Map<Object, Long> parts =
                cypher.column("UNWIND range(1, 4000) AS u RETURN rec.abTest('t', u, ['a', 'b'])").stream()
                        .collect(Collectors.groupingBy(part -> part, Collectors.counting()));
        assertThat(parts.get("a")).isBetween(1_880L, 2_120L);
        // other tests split otherwise, and the split of a test is what it was
        assertThat(cypher.value(
                                "UNWIND range(1, 4000) AS u WITH rec.abTest('t', u, ['a', 'b']) AS one,"
                                        + " rec.abTest('s', u, ['a', 'b']) AS other RETURN sum(CASE WHEN one = other THEN 1 ELSE 0 END)")
                        .asLong())
                .isBetween(1_880L, 2_120L);
        assertThat(cypher.column(
                        "UNWIND ['ada', 'ben', 'cleo', 'dora', 'emil'] AS u RETURN rec.abTest('t', u, ['a', 'b'])"))
                .containsExactly("b", "b", "b", "b", "a");
        assertThat(cypher.value("MATCH (u:User {name: 'user7'}) RETURN rec.abTest('t', u, ['a']) = 'a'")
                        .asBoolean())
                .isTrue();
        assertThat(cypher.failure("RETURN rec.abTest('t', true, ['a'])"))
                .hasMessageContaining("The value of `user` must be a node, a text or a whole number but was `true`.");
    }
}
