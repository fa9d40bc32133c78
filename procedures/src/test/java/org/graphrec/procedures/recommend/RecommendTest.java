// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

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
import org.neo4j.driver.Session;

@ExtendWith(RunningDatabase.class)
class RecommendTest {

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "graph", "itemGraph");
        Checkerboard.train(cypher, "text", "content");
        Checkerboard.train(cypher, "popular", "popularity");
        cypher.rows("CREATE (:User {name: 'newcomer'})");
    }

    @Test
    void recommendsTheWithheldItem(Cypher cypher) {
        List<Record> rows =
                cypher.rows("CALL rec.recommend.stream('graph', '*', {k: 1}) YIELD user, item, rank, regime "
                        + "WITH user, item, rank, regime WHERE user.name <> 'newcomer' "
                        + "RETURN user.name AS user, item.name AS item, rank, regime");
        assertThat(rows).hasSize(Checkerboard.USERS).allSatisfy(row -> {
            int user = Integer.parseInt(row.get("user").asString().substring("user".length()));
            assertThat(row.get("item").asString()).isEqualTo(Checkerboard.film(Checkerboard.withheld(user)));
            assertThat(row.get("rank").asLong()).isEqualTo(1);
            assertThat(row.get("regime").asString()).isEqualTo("warm");
        });
    }

    @Test
    void ranksFromOneWithFallingScores(Cypher cypher) {
        List<Record> rows = recommend(cypher, "graph", "user3", "{k: 7}");
        assertThat(rows.stream().map(row -> row.get("rank").asLong())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(rows.stream().map(row -> -row.get("score").asDouble())).isSorted();
    }

    @Test
    void leavesOutWhatTheUserHasUnlessToldNotTo(Cypher cypher) {
        List<String> seen = items(cypher.rows("MATCH (:User {name: 'user4'})-[:RATED]->(f) RETURN f.name AS item"));
        assertThat(items(recommend(cypher, "graph", "user4", "{k: 100}"))).doesNotContainAnyElementsOf(seen);
        assertThat(items(recommend(cypher, "graph", "user4", "{k: 100, excludeSeen: false}")))
                .containsAll(seen);
    }

    @Test
    void choosesAmongTheCandidatesAndLeavesOutTheExcluded(Cypher cypher) {
        List<Record> rows = cypher.rows("""
                MATCH (u:User {name: 'user0'})
                MATCH (c:Film) WHERE c.name IN ['film1', 'film3', 'film5']
                MATCH (x:Film {name: 'film3'})
                WITH u, collect(c) AS candidates, collect(DISTINCT x) AS excluded
                CALL rec.recommend.stream('graph', u, {k: 10, candidates: candidates, exclude: excluded, minScore: -1.0})
                YIELD item RETURN item.name AS item
                """);
        assertThat(items(rows)).containsExactlyInAnyOrder("film1", "film5");
    }

    @Test
    void givesExactlyAsManyAsAskedWhenFiltersLeaveEnough(Cypher cypher) {
        List<Record> rows = cypher.rows("""
                MATCH (u:User {name: 'user0'})
                MATCH (x:Film) WHERE x.name IN ['film0', 'film1', 'film3', 'film5']
                WITH u, collect(x) AS excluded
                CALL rec.recommend.stream('popular', u, {k: 6, exclude: excluded}) YIELD item
                RETURN item.name AS item
                """);
        assertThat(rows).hasSize(6);
    }

    @Test
    void countsUndirectedInteractionsBothWaysAndRecommendsNobodyToHimself(Cypher cypher) {
        // two circles; of person 0 all friendships were drawn by the others
        cypher.rows("UNWIND range(0, 11) AS i CREATE (:Person {number: i})");
        cypher.rows("MATCH (a:Person), (b:Person) WHERE a.number > b.number AND a.number % 2 = b.number % 2 "
                + "AND a.number - b.number < 6 CREATE (a)-[:FRIEND]->(b)");
        try {
            cypher.rows("CALL gds.graph.project('people', 'Person', {FRIEND: {orientation: 'UNDIRECTED'}})");
            cypher.rows("CALL rec.train('people', {modelName: 'people', architecture: 'itemGraph', "
                    + "sourceNodeLabel: 'Person', targetNodeLabel: 'Person'})");
            List<Record> rows = cypher.rows("MATCH (p:Person {number: 0}) CALL rec.recommend.stream('people', p, "
                    + "{k: 12}) YIELD item, regime RETURN item.number AS number, regime");
            List<Long> numbers =
                    rows.stream().map(row -> row.get("number").asLong()).toList();
            assertThat(numbers).doesNotContain(0L, 2L, 4L).hasSize(9);
            assertThat(numbers.subList(0, 3)).containsExactlyInAnyOrder(6L, 8L, 10L);
            assertThat(rows.get(0).get("regime").asString()).isEqualTo("warm");
            assertThat(cypher.rows("CALL rec.recommend.stream('people', '*', {k: 12}) YIELD user, item "
                            + "WITH user, item WHERE user = item RETURN user"))
                    .isEmpty();
        } finally {
            cypher.rows("CALL rec.model.drop('people', false) YIELD modelName RETURN count(*)");
            cypher.rows("CALL gds.graph.drop('people', false) YIELD graphName RETURN count(*)");
            cypher.rows("MATCH (p:Person) DETACH DELETE p");
        }
    }

    @Test
    void findsAColdItemByItsText(Cypher cypher) {
        for (int user = 0; user < 4; user++) {
            List<Record> rows = cypher.rows("""
                    MATCH (u:User {name: $user})
                    MATCH (c:Film) WHERE c.name STARTS WITH 'cold'
                    WITH u, collect(c) AS candidates
                    CALL rec.recommend.stream('text', u, {k: 1, candidates: candidates}) YIELD item, regime
                    RETURN item.name AS item, regime
                    """, "user", Checkerboard.user(user));
            assertThat(items(rows)).containsExactly("cold" + user % 2);
            assertThat(rows.get(0).get("regime").asString()).isEqualTo("cold");
        }
    }

    @Test
    void letsAFreeTextLeadTheWay(Cypher cypher) {
        String configuration = "{k: 3, query: 'cooking dinner in a restaurant', queryWeight: 1.0}";
        assertThat(items(recommend(cypher, "graph", "user0", configuration)))
                .allMatch(film -> film.equals("cold1") || Integer.parseInt(film.substring(4)) % 2 == 1);
    }

    @Test
    void hasAFallbackForAUserWithoutHistory(Cypher cypher) {
        List<Record> rows = recommend(cypher, "graph", "newcomer", "{k: 5}");
        assertThat(rows)
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get("regime").asString()).isEqualTo("fallback"));
    }

    @Test
    void seesAClickOfTheOpenTransactionThereAndNowhereElse(Cypher cypher) {
        String call = "MATCH (u:User {name: 'newcomer'}) CALL rec.recommend.stream('graph', u, {k: 9}) "
                + "YIELD item, regime RETURN item.name AS item, regime";
        try (Session session = cypher.driver().session();
                var transaction = session.beginTransaction()) {
            transaction.run("MATCH (u:User {name: 'newcomer'}), (f:Film {name: 'film7'}) CREATE (u)-[:RATED]->(f)");
            List<Record> inside = transaction.run(call).list();
            assertThat(inside.get(0).get("regime").asString()).isEqualTo("warm");
            assertThat(items(inside))
                    .hasSize(9)
                    .doesNotContain("film7")
                    .allMatch(film -> Integer.parseInt(film.substring(4)) % 2 == 1);
            assertThat(cypher.rows(call).get(0).get("regime").asString()).isEqualTo("fallback");
            transaction.rollback();
        }
        assertThat(cypher.rows(call).get(0).get("regime").asString()).isEqualTo("fallback");
    }

    @Test
    void takesUsersAsNodesListsAndElementIds(Cypher cypher) {
        String single = "MATCH (u:User {name: 'user6'}) CALL rec.recommend.stream('graph', %s, {k: 2}) "
                + "YIELD user, item RETURN user.name AS user, item.name AS item";
        List<Record> byNode = cypher.rows(single.formatted("u"));
        assertThat(byNode).hasSize(2).isEqualTo(cypher.rows(single.formatted("[u]")));
        assertThat(byNode).isEqualTo(cypher.rows(single.formatted("elementId(u)")));
    }

    @Test
    void replacesWhatItWroteBefore(Cypher cypher) {
        String call = "CALL rec.recommend.write('graph', '*', {writeRelationshipType: 'RECOMMENDED', k: 3}) "
                + "YIELD usersProcessed, relationshipsWritten, relationshipsDeleted";
        Map<String, Object> first = cypher.row(call).asMap();
        Map<String, Object> second = cypher.row(call).asMap();
        long written = 3L * (Checkerboard.USERS + 1);
        assertThat(first).containsEntry("relationshipsWritten", written).containsEntry("relationshipsDeleted", 0L);
        assertThat(second).containsEntry("relationshipsDeleted", written);
        assertThat(cypher.value("MATCH (:User)-[r:RECOMMENDED]->(:Film) WHERE r.score IS NOT NULL RETURN count(r)")
                        .asLong())
                .isEqualTo(written);
    }

    private static List<Record> recommend(Cypher cypher, String model, String user, String configuration) {
        return cypher.rows(
                "MATCH (u:User {name: $user}) CALL rec.recommend.stream($model, u, " + configuration + ") "
                        + "YIELD item, score, rank, regime RETURN item.name AS item, score, rank, regime ORDER BY rank",
                "user",
                user,
                "model",
                model);
    }

    private static List<String> items(List<Record> rows) {
        return rows.stream().map(row -> row.get("item").asString()).toList();
    }
}
