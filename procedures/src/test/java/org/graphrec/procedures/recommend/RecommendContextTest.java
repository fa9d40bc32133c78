// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** What moves a recommendation beside the stored history: named items, dislikes, predicates, diversity. */
@ExtendWith(RunningDatabase.class)
class RecommendContextTest {
    private static final String ROWS = " YIELD item, score, rank RETURN item.name AS item, score, rank ORDER BY rank";

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "graph", "itemGraph");
        cypher.rows("MATCH (f:Film) WHERE f.name STARTS WITH 'film' SET f.number = toInteger(substring(f.name, 4))");
    }

    @Test
    void servesSomebodyWhoIsNoNodeFromTheItemsNamed(Cypher cypher) {
        List<Record> rows = cypher.rows("""
            MATCH (a:Film {name: 'film3'}), (b:Film {name: 'film5'})
            CALL rec.recommend.stream('graph', null, {k: 8, history: [a, b]}) YIELD user, item
            RETURN user, item.name AS item
            """);
        assertThat(rows).hasSize(8).allSatisfy(row -> {
            assertThat(row.get("user").isNull()).isTrue();
            assertThat(row.get("item").asString()).matches("film(1|7|9|11|13|15|17|19)");
        });
    }

    @Test
    void takesAwayWhatIsLikeADislikedItem(Cypher cypher) {
        String call = "MATCH (a:Film {name: 'film0'}), (b:Film {name: 'film1'}) "
                + "CALL rec.recommend.stream('graph', null, {k: 22, history: %s})" + ROWS;
        double neutral = score(cypher.rows(call.formatted("[a]")), "film3");
        double disliked = score(cypher.rows(call.formatted("[a, {item: b, weight: -1.0}]")), "film3");
        assertThat(disliked).isLessThan(neutral);
        double liked = score(cypher.rows(call.formatted("[a, {item: b, weight: 2.0}]")), "film3");
        assertThat(liked - neutral).isEqualTo(2 * (neutral - disliked), within(1e-5));
    }

    @Test
    void givesExactlyKItemsThatSatisfyThePredicate(Cypher cypher) {
        List<Record> rows = cypher.rows("MATCH (u:User {name: 'user2'}) "
                + "CALL rec.recommend.stream('graph', u, {k: 3, where: 'item.number % $step = 1', whereParameters: "
                + "{step: 4}, excludeSeen: true})" + ROWS);
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get("item").asString()).matches("film(1|5|9|13|17)"));
    }

    @Test
    void takesPredicateAndCandidatesTogether(Cypher cypher) {
        List<Object> items = cypher.column("MATCH (c:Film) WHERE c.number < 6 WITH collect(c) AS cs "
                + "MATCH (u:User {name: 'user2'}) "
                + "CALL rec.recommend.stream('graph', u, {k: 9, candidates: cs, where: 'item.number > 2', excludeSeen: "
                + "false}) YIELD item RETURN item.name ORDER BY item.number");
        assertThat(items).containsExactly("film3", "film4", "film5");
    }

    @Test
    void writesNothingThroughAPredicate(Cypher cypher) {
        long before = count(cypher);
        for (String where : List.of(
                "true) DETACH DELETE item WITH 1 AS x MATCH (item) WHERE (true",
                "true) SET item.hacked = 1 WITH item WHERE (true",
                "itm.number > 3",
                "1/0 = 1")) {
            assertThat(cypher.failure(
                            "MATCH (u:User {name: 'user2'}) CALL rec.recommend.stream('graph', u, {where: $where}) "
                                    + "YIELD item RETURN item",
                            "where",
                            where))
                    .as("%s", where)
                    .isNotNull();
        }
        assertThat(count(cypher)).isEqualTo(before);
        assertThat(cypher.column("MATCH (f:Film) WHERE f.hacked IS NOT NULL RETURN f"))
                .isEmpty();
    }

    @Test
    void letsOlderItemsOfTheHistoryFade(Cypher cypher) {
        String call = "MATCH (a:Film {name: 'film0'}), (b:Film {name: 'film1'}) "
                + "CALL rec.recommend.stream('graph', null, {k: 22, history: %s, recencyDecay: %s})" + ROWS;
        double even = score(cypher.rows(call.formatted("[a]", "0.0")), "film2");
        double faded = score(cypher.rows(call.formatted("[a, b]", "1.0")), "film2");
        double latest = score(cypher.rows(call.formatted("[b, a]", "1.0")), "film2");
        assertThat(faded).isCloseTo(even / 2, within(1e-5));
        assertThat(latest).isCloseTo(even, within(1e-5));
    }

    @Test
    void weighsAQueryAsTrainingFoundBestUnlessToldOtherwise(Cypher cypher) {
        double chosen = cypher.value("CALL rec.model.list('graph') YIELD modelInfo RETURN modelInfo.queryWeight")
                .asDouble();
        assertThat(chosen).isBetween(0.1, 0.9);
        String call = "MATCH (u:User {name: 'user2'}) "
                + "CALL rec.recommend.stream('graph', u, {k: 22, query: 'a chef'%s})" + ROWS;
        List<Record> usual = cypher.rows(call.formatted(""));
        assertThat(usual).isEqualTo(cypher.rows(call.formatted(", queryWeight: " + chosen)));
        assertThat(usual).isNotEqualTo(cypher.rows(call.formatted(", queryWeight: " + chosen / 2)));
    }

    @Test
    void givesKItemsWhereAPredicateKeepsOneInAHundred(Cypher cypher) {
        cypher.rows("UNWIND range(0, 3999) AS i CREATE (:Film {name: 'extra' + i, number: 1000 + i, "
                + "embedding: [sin(i), cos(i), sin(2 * i)] + [x IN range(3, 383) | 0.0]})");
        for (int k : List.of(1, 10, 40)) {
            List<Record> rows = cypher.rows("MATCH (u:User {name: 'user2'}) CALL rec.recommend.stream('graph', u, "
                    + "{k: " + k + ", where: 'item.number >= 1000 AND item.number % 100 = 7'})" + ROWS);
            assertThat(rows).hasSize(k);
            assertThat(rows)
                    .allSatisfy(row -> assertThat(row.get("item").asString()).matches("extra[0-9]*07|extra7"));
        }
        cypher.rows("MATCH (f:Film) WHERE f.number >= 1000 DETACH DELETE f");
    }

    @Test
    void mixesTheColoursWhenAskedForDiversity(Cypher cypher) {
        String call = "MATCH (u:User {name: 'user2'}) "
                + "CALL rec.recommend.stream('graph', u, {k: 6, excludeSeen: false, diversity: %s})" + ROWS;
        List<Record> alike = cypher.rows(call.formatted("0.0"));
        List<Record> diverse = cypher.rows(call.formatted("0.9"));
        assertThat(colours(alike)).isEqualTo(1);
        assertThat(colours(diverse)).isEqualTo(2);
    }

    /** Films of even numbers are of one colour, those of odd ones of the other. */
    private static long colours(List<Record> rows) {
        return rows.stream()
                .map(row -> row.get("item").asString().matches(".*[02468]"))
                .distinct()
                .count();
    }

    private static long count(Cypher cypher) {
        return cypher.value("MATCH (n) RETURN count(n)").asLong();
    }

    private static double score(List<Record> rows, String item) {
        return rows.stream()
                .filter(row -> row.get("item").asString().equals(item))
                .findFirst()
                .orElseThrow()
                .get("score")
                .asDouble();
    }
}
