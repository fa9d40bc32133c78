// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** Items that came after the training are served by the trained model, as soon as they have a text. */
@ExtendWith(RunningDatabase.class)
class NewItemsTest {
    private static final List<String> ARCHITECTURES =
            List.of("itemGraph", "content", "textgcn", "mf", "itemKnn", "userKnn", "ease", "lightgcn", "popularity");
    private static final String ARRIVE =
            "CREATE (f:Film {name: 'arrival', embedding: rec.embed('Astronauts cross the galaxy to meet aliens')})";

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        for (String architecture : ARCHITECTURES) {
            Checkerboard.train(cypher, architecture, architecture);
        }
    }

    @AfterEach
    void leave(Cypher cypher) {
        cypher.rows("MATCH (n) WHERE n.name IN ['arrival', 'guest', 'untold'] DETACH DELETE n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"itemGraph", "content", "textgcn", "mf", "itemKnn", "userKnn", "ease", "lightgcn"})
    void areRecommendedToWhoLikesSuchTexts(String model, Cypher cypher) {
        cypher.rows(ARRIVE);
        double likes = score(cypher, model, "user0");
        double doesNot = score(cypher, model, "user1");
        assertThat(likes).isGreaterThan(doesNot);
        assertThat(cypher.value(
                                "MATCH (u:User {name: 'user0'}), (a:Film {name: 'arrival'}) CALL"
                                        + " rec.recommend.stream($model, u, {k: 3, candidates: [a]}) YIELD regime RETURN"
                                        + " regime",
                                "model",
                                model)
                        .asString())
                .isEqualTo("cold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"itemGraph", "content", "textgcn", "mf", "itemKnn", "userKnn", "ease", "lightgcn"})
    void speakForOthersInAHistory(String model, Cypher cypher) {
        cypher.rows(ARRIVE);
        cypher.rows("MATCH (a:Film {name: 'arrival'}) CREATE (:User {name: 'guest'})-[:RATED]->(a)");
        List<Object> items = cypher.column(
                "MATCH (u:User {name: 'guest'}) CALL rec.recommend.stream($model, u, {k: 9}) YIELD item RETURN"
                        + " item.name",
                "model",
                model);
        assertThat(items).hasSize(9).doesNotContain("arrival");
        assertThat(items.subList(0, 5)).allMatch(NewItemsTest::even);
    }

    @Test
    void areSeenInTheTransactionThatMakesThemAndNowhereElse(Cypher cypher) {
        String call = "MATCH (u:User {name: 'user0'}) CALL rec.recommend.stream('content', u, {k: 30}) YIELD item "
                + "RETURN item.name AS item";
        try (Session session = cypher.driver().session();
                var transaction = session.beginTransaction()) {
            transaction.run(ARRIVE).consume();
            assertThat(items(transaction.run(call).list())).contains("arrival");
            assertThat(items(cypher.rows(call))).doesNotContain("arrival");
            transaction.rollback();
        }
        assertThat(items(cypher.rows(call))).doesNotContain("arrival");
        cypher.rows(ARRIVE);
        assertThat(items(cypher.rows(call))).contains("arrival");
    }

    @Test
    void areServedOnceTheyHaveAText(Cypher cypher) {
        cypher.rows("CREATE (:Film {name: 'untold', plot: 'Aliens land their spaceship in the galaxy'})");
        String call = "MATCH (u:User {name: 'user0'}) CALL rec.recommend.stream('itemGraph', u, {k: 30}) YIELD item "
                + "RETURN item.name AS item";
        assertThat(items(cypher.rows(call))).doesNotContain("untold");
        assertThat(cypher.failure("MATCH (u:User {name: 'user0'}), (f:Film {name: 'untold'}) "
                                + "CALL rec.recommend.stream('itemGraph', u, {candidates: [f]}) YIELD item RETURN item")
                        .getMessage())
                .contains(
                        "`candidates`",
                        "came after the training and has no vector in `embedding`",
                        "rec.embed.nodes.write");
        cypher.rows(
                "CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot'], onlyStale: true}) YIELD nodeCount");
        assertThat(items(cypher.rows(call))).contains("untold");
    }

    @Test
    void takeThePlaceOfOthersUnnoticedByNobody(Cypher cypher) {
        String call = "MATCH (u:User {name: 'user0'}) CALL rec.recommend.stream('content', u, {k: 30}) YIELD item "
                + "RETURN item.name AS item";
        for (int round = 0; round < 5; round++) {
            cypher.rows("CREATE (:Film {name: 'arrival', embedding: rec.embed('Aliens in space " + round + "')})");
            assertThat(items(cypher.rows(call))).containsOnlyOnce("arrival");
            cypher.rows("MATCH (a:Film {name: 'arrival'}) SET a.name = 'untold' WITH a "
                    + "CREATE (:Film {name: 'arrival', embedding: a.embedding}) DELETE a");
            assertThat(items(cypher.rows(call))).containsOnlyOnce("arrival").doesNotContain("untold");
            cypher.rows("MATCH (a:Film {name: 'arrival'}) DELETE a");
            assertThat(items(cypher.rows(call))).doesNotContain("arrival");
        }
    }

    @Test
    void takePartInEverythingElse(Cypher cypher) {
        cypher.rows(ARRIVE);
        for (String model : ARCHITECTURES.subList(0, 8)) {
            assertThat(cypher.column(
                            "MATCH (a:Film {name: 'arrival'}) CALL rec.similar.stream($model, a, {k: 4}) "
                                    + "YIELD similar RETURN similar.name",
                            "model",
                            model))
                    .hasSize(4)
                    .allMatch(NewItemsTest::even);
            assertThat(cypher.column(
                            "MATCH (u:User {name: 'user0'}) CALL rec.recommend.stream($model, u, {k: 5, "
                                    + "where: 'item.name = $name', whereParameters: {name: 'arrival'}}) YIELD item "
                                    + "RETURN item.name",
                            "model",
                            model))
                    .containsExactly("arrival");
            assertThat(cypher.column(
                            "MATCH (a:Film {name: 'arrival'}) CALL rec.recommend.stream($model, null, {k: 3, "
                                    + "history: [a]}) YIELD item RETURN item.name",
                            "model",
                            model))
                    .allMatch(NewItemsTest::even);
            assertThat(cypher.column(
                            "MATCH (u:User) WHERE u.name IN ['user0', 'user2'] WITH collect(u) AS us "
                                    + "CALL rec.group.stream($model, us, {k: 30}) YIELD item RETURN item.name",
                            "model",
                            model))
                    .contains("arrival");
            Record sum = cypher.row("""
                MATCH (u:User {name: 'user0'}), (a:Film {name: 'arrival'})
                CALL rec.recommend.stream($model, u, {candidates: [a], query: 'space', queryWeight: 0.3})
                  YIELD score AS served
                CALL rec.explain.stream($model, u, a, {candidates: [a], query: 'space', queryWeight: 0.3})
                  YIELD contribution, score
                RETURN served, score, sum(contribution) AS parts
                """, "model", model);
            assertThat(sum.get("score").asDouble()).isCloseTo(sum.get("served").asDouble(), within(1e-5));
            assertThat(sum.get("parts").asDouble()).isCloseTo(sum.get("served").asDouble(), within(1e-5));
        }
    }

    @Test
    void comeLastWherePopularityAnswers(Cypher cypher) {
        cypher.rows(ARRIVE);
        cypher.rows("CREATE (:User {name: 'guest'})");
        List<Record> rows = cypher.rows("MATCH (u:User {name: 'guest'}) "
                + "CALL rec.recommend.stream('itemGraph', u, {k: 100}) YIELD item, score, regime "
                + "RETURN item.name AS item, score, regime");
        Record last = rows.get(rows.size() - 1);
        assertThat(last.get("item").asString()).isEqualTo("arrival");
        assertThat(last.get("score").asDouble()).isZero();
        assertThat(last.get("regime").asString()).isEqualTo("fallback");
    }

    @Test
    void areWrittenForAllUsers(Cypher cypher) {
        cypher.rows(ARRIVE);
        cypher.rows("CALL rec.recommend.write('content', '*', {writeRelationshipType: 'OFFERED', k: 30}) "
                + "YIELD usersProcessed");
        assertThat(cypher.value("MATCH (:User)-[r:OFFERED]->(:Film {name: 'arrival'}) RETURN count(r)")
                        .asLong())
                .isEqualTo(Checkerboard.USERS);
        cypher.rows("MATCH ()-[r:OFFERED]->() DELETE r");
    }

    @Test
    void areCountedAsWhatTheModelHasNotLearned(Cypher cypher) {
        Map<String, Object> fresh = staleness(cypher);
        assertThat(fresh)
                .containsEntry("newItems", 0L)
                .containsEntry("staleness", 0.0)
                .containsEntry("items", fresh.get("trainedItems"))
                .containsEntry("users", fresh.get("trainedUsers"))
                .containsEntry("interactions", fresh.get("trainedInteractions"));
        cypher.rows(ARRIVE);
        cypher.rows("CREATE (:Film {name: 'untold'})");
        cypher.rows("MATCH (a:Film {name: 'arrival'}) CREATE (:User {name: 'guest'})-[:RATED]->(a)");
        Map<String, Object> later = staleness(cypher);
        assertThat(later)
                .containsEntry("newItems", 2L)
                .containsEntry("newItemsServed", 1L)
                .containsEntry("items", (Long) fresh.get("items") + 2)
                .containsEntry("users", (Long) fresh.get("users") + 1)
                .containsEntry("interactions", (Long) fresh.get("interactions") + 1);
        assertThat((Double) later.get("staleness")).isCloseTo(1.0 / (Long) later.get("interactions"), within(1e-12));
    }

    private static Map<String, Object> staleness(Cypher cypher) {
        return cypher.row("CALL rec.model.staleness('itemGraph')").asMap();
    }

    private static double score(Cypher cypher, String model, String user) {
        return cypher.value(
                        "MATCH (u:User {name: $user}), (a:Film {name: 'arrival'}) "
                                + "CALL rec.recommend.stream($model, u, {candidates: [a]}) YIELD score RETURN score",
                        "user",
                        user,
                        "model",
                        model)
                .asDouble();
    }

    /** Films of even numbers are about space. */
    private static boolean even(Object film) {
        return film.toString().matches(".*[02468]|arrival");
    }

    private static List<String> items(List<Record> rows) {
        List<String> items = new ArrayList<>();
        rows.forEach(row -> items.add(row.get("item").asString()));
        return items;
    }
}
