// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Answers of a graph that nobody has projected, and of which nothing was trained. */
@ExtendWith(RunningDatabase.class)
class FirstAnswerTest {
    private static final String SHOP = "{users: 'User', items: 'Film', interactions: ['RATED']}";
    private static final String END = ") YIELD item RETURN item";
    private static final int FILMS = 20;

    /** Users and films of two colours, as on the checkerboard; film 18 and 19 have nobody, film 0 has one user more. */
    @BeforeAll
    static void load(Cypher cypher) {
        cypher.rows("UNWIND range(0, 19) AS f CREATE (:Film {f: f, name: 'film' + f, kind: f / 4})");
        cypher.rows("UNWIND range(0, 29) AS u CREATE (:User {u: u})");
        cypher.rows("MATCH (u:User), (f:Film) WHERE u.u % 2 = f.f % 2 AND f.f < 18 AND f.f <> u.u % 18 "
                + "CREATE (u)-[:RATED {at: datetime({epochSeconds: 1000000 * f.f + u.u})}]->(f)");
        cypher.rows("MATCH (f:Film {f: 0}) CREATE (:User {u: 100})-[:RATED {at: datetime({epochSeconds: 500})}]->(f)");
        cypher.rows("CREATE (:User {u: 200})");
        cypher.rows("CALL gds.graph.project('native', ['User', 'Film'], 'RATED') YIELD graphName RETURN graphName");
        cypher.rows("CALL rec.graph.project('declared', " + SHOP + ") YIELD graphName RETURN graphName");
    }

    @Test
    void findsWhatIsMissingByADeclarationOrByEitherProjection(Cypher cypher) {
        for (String source : List.of(
                "declaration: " + SHOP,
                "graphName: 'native'",
                "graphName: 'declared'",
                "declaration: {users: 'User', items: 'Film', interactions: [{name: 'R', pattern: '(user)-[r:RATED]->(item)', "
                        + "where: 'r.at IS NOT NULL'}]}")) {
            for (int user = 0; user < 18; user++) {
                List<Record> rows = list(cypher, user, "{k: 5, explain: true, " + source + "}");
                assertThat(rows).as(source).hasSize(5);
                assertThat(rows.get(0).get("item").asInt()).as(source).isEqualTo(user % 18);
                assertThat(rows.get(0).get("basis").asString()).isEqualTo("history");
                assertThat(rows.get(1).get("basis").asString()).isEqualTo("popularity");
                for (Record row : rows) {
                    assertThat(row.get("regime").asString()).isEqualTo("untrained");
                    assertThat(row
                                    .get("reasons")
                                    .asList(reason -> reason.get("contribution").asDouble())
                                    .stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            .isCloseTo(row.get("score").asDouble(), within(1e-5));
                }
            }
        }
    }

    /** Two users share film 1 with the asker; one has film 2 besides, the other films 2 and 3. */
    @Test
    void scoresTheChanceOfAWalk(Cypher cypher) {
        cypher.rows(
                "CREATE (a:W {n: 0}), (b:W {n: 1}), (c:W {n: 2}), (x:V {n: 1}), (y:V {n: 2}), (z:V {n: 3}), "
                        + "(a)-[:HAS]->(x), (b)-[:HAS]->(x), (c)-[:HAS]->(x), (b)-[:HAS]->(y), (c)-[:HAS]->(y), (c)-[:HAS]->(z)");
        List<Record> rows = cypher.rows(
                "MATCH (w:W {n: 0}) CALL rec.recommend.stream(null, w, "
                        + "{declaration: {users: 'W', items: 'V', interactions: ['HAS']}}) YIELD item, score RETURN item.n AS n, score");
        assertThat(rows.stream().map(row -> row.get("n").asInt())).containsExactly(2, 3);
        assertThat(rows.get(0).get("score").asDouble()).isCloseTo(1.0 / 3 / 2 + 1.0 / 3 / 3, within(1e-6));
        assertThat(rows.get(1).get("score").asDouble()).isCloseTo(1.0 / 3 / 3, within(1e-6));
        cypher.rows("MATCH (n) WHERE n:W OR n:V DETACH DELETE n");
    }

    @Test
    void showsWhatIsPopularToWhoeverHasNothing(Cypher cypher) {
        List<Record> rows = list(cypher, 200, "{k: 30, declaration: " + SHOP + "}");
        assertThat(rows)
                .hasSize(FILMS)
                .allSatisfy(row -> assertThat(row.get("basis").asString()).isEqualTo("popularity"));
        assertThat(rows.get(0).get("item").asInt()).isZero();
        List<Record> popular = cypher.rows("CALL rec.popular.stream({k: 30, declaration: " + SHOP
                + "}) YIELD item, score RETURN item.f AS item, score");
        assertThat(items(popular)).isEqualTo(items(rows));
        List<Object> counted =
                cypher.column("MATCH (f:Film) OPTIONAL MATCH (f)<-[:RATED]-(u) WITH f, count(DISTINCT u) AS n "
                        + "ORDER BY n DESC, id(f) RETURN n");
        assertThat(popular.stream().map(row -> (Object) (long) row.get("score").asDouble()))
                .containsExactlyElementsOf(counted);
    }

    @Test
    void readsNothingOfAUserWhoDoesNotWantIt(Cypher cypher) {
        for (int user : new int[] {0, 1, 200}) {
            assertThat(items(list(cypher, user, "{k: 20, personalization: false, declaration: " + SHOP + "}")))
                    .isEqualTo(items(list(cypher, 200, "{k: 20, declaration: " + SHOP + "}")));
        }
    }

    @Test
    void ranksWhatIsLatelyPopularFirst(Cypher cypher) {
        List<Record> rows = cypher.rows(
                "CALL rec.trending.stream({k: 30, halfLifeDays: 5, declaration: {users: 'User', items: 'Film', "
                        + "interactions: [{name: 'RATED', pattern: '(user)-[r:RATED]->(item)', time: 'r.at'}]}}) "
                        + "YIELD item, score, regime RETURN item.f AS item, score, regime");
        List<Record> counted =
                cypher.rows("MATCH ()-[r:RATED]->() WITH max(r.at.epochSeconds) AS latest MATCH (f:Film) "
                        + "OPTIONAL MATCH (f)<-[r:RATED]-() WITH f, sum(coalesce(0.5 ^ ((latest - r.at.epochSeconds) / 432000.0), 0)) AS score "
                        + "ORDER BY score DESC, id(f) RETURN f.f AS item, score");
        assertThat(items(rows)).isEqualTo(items(counted));
        assertThat(rows.get(0).get("score").asDouble())
                .isCloseTo(counted.get(0).get("score").asDouble(), within(1e-4));
        assertThat(rows.get(0).get("regime").asString()).isEqualTo("untrained");
        assertThat(cypher.failure("CALL rec.trending.stream({declaration: " + SHOP + "})")
                        .getMessage())
                .contains("have no times", "`rec.popular.stream`");
    }

    @Test
    void takesTheFiltersAndTheRulesOfAModel(Cypher cypher) {
        assertThat(items(list(cypher, 0, "{k: 3, where: 'item.f > 10', declaration: " + SHOP + "}")))
                .hasSize(3)
                .allMatch(film -> film > 10);
        assertThat(items(list(cypher, 0, "{k: 3, pinned: pin, blocked: block, declaration: " + SHOP + "}")))
                .startsWith(19)
                .doesNotContain(0);
        assertThat(items(list(cypher, 0, "{k: 3, candidates: pin, declaration: " + SHOP + "}")))
                .containsExactly(19);
        List<Integer> whole = items(list(cypher, 0, "{k: 12, atMost: {kind: 3}, declaration: " + SHOP + "}"));
        assertThat(items(list(cypher, 0, "{k: 4, offset: 4, atMost: {kind: 3}, declaration: " + SHOP + "}")))
                .isEqualTo(whole.subList(4, 8));
        assertThat(items(cypher.rows(
                        "CALL rec.popular.stream({k: 3, where: 'item.f > 10', atMost: {kind: 1}, graphName: 'native'}) "
                                + "YIELD item RETURN item.f AS item")))
                .hasSize(3);
    }

    @Test
    void countsAnItemThatTheCallNames(Cypher cypher) {
        List<Record> rows = cypher.rows(
                "MATCH (f:Film {f: 4}) CALL rec.recommend.stream(null, null, {k: 8, history: f, declaration: " + SHOP
                        + "}) YIELD item, basis WITH item, basis WHERE basis = 'history' RETURN item.f AS item");
        assertThat(items(rows)).hasSize(8).allMatch(film -> film % 2 == 0 && film != 4);
    }

    /** Films of the two colours have opposite texts. Nobody has film 18 or 19. */
    @Test
    void ranksWhatNobodyHasByItsText(Cypher cypher) {
        cypher.rows(
                "MATCH (f:Film) SET f.vector = CASE f.f % 2 WHEN 0 THEN [1.0, 0.1 * f.f / 18] ELSE [-1.0, 0.0] END");
        String declared = SHOP.replace("items: 'Film'", "items: 'Film', itemProperties: ['vector', 'kind']");
        cypher.rows("CALL gds.graph.project('texts', {User: {}, Film: {properties: {vector: {property: 'vector',"
                + " defaultValue: [0.0, 0.0]}}}}, 'RATED') YIELD graphName RETURN graphName");
        for (String source : List.of(
                "declaration: " + declared,
                "graphName: 'texts'",
                "graphName: 'native', featureProperties: ['vector']")) {
            List<Record> rows = list(cypher, 4, "{k: 20, explain: true, " + source + "}");
            List<Integer> text = rows.stream()
                    .filter(row -> row.get("basis").asString().equals("text"))
                    .map(row -> row.get("item").asInt())
                    .toList();
            assertThat(text).as(source).containsExactly(18);
            // behind what others have, before what is popular
            assertThat(items(rows).subList(0, 2)).as(source).containsExactly(4, 18);
            assertThat(rows)
                    .allSatisfy(row -> assertThat(row.get("regime").asString()).isEqualTo("untrained"));
            Record like = rows.get(1);
            assertThat(like.get("reasons").asList(reason -> reason.get("text").asDouble()).stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(like.get("score").asDouble(), within(1e-5))
                    .isPositive();
            assertThat(cypher.rows(
                            "MATCH (u:User {u: 4}), (f:Film {f: 18}) CALL rec.explain.stream(null, u, f, {" + source
                                    + "}) YIELD contribution, rank RETURN sum(contribution) AS sum, max(rank) AS rank"))
                    .allSatisfy(row -> {
                        assertThat(row.get("sum").asDouble())
                                .isCloseTo(like.get("score").asDouble(), within(1e-5));
                        assertThat(row.get("rank").asLong()).isEqualTo(2);
                    });
        }
        // a filter leaves the order of what remains
        assertThat(items(list(cypher, 4, "{k: 1, where: 'item.f IN [1, 18]', declaration: " + declared + "}")))
                .containsExactly(18);
        assertThat(items(list(cypher, 200, "{k: 1, diversity: 0.5, declaration: " + declared + "}")))
                .containsExactly(0);
        cypher.rows("CALL gds.graph.drop('texts') YIELD graphName RETURN graphName");
        cypher.rows("MATCH (f:Film) REMOVE f.vector");
    }

    @Test
    void discountsWhatIsPopular(Cypher cypher) {
        List<Record> rows = list(cypher, 100, "{k: 8, declaration: " + SHOP + "}");
        List<Record> discounted = list(cypher, 100, "{k: 8, popularityDiscount: 1, declaration: " + SHOP + "}");
        for (Record row : discounted) {
            int users = cypher.value(
                            "MATCH (f:Film {f: $f})<-[:RATED]-(u) RETURN count(DISTINCT u)",
                            "f",
                            row.get("item").asInt())
                    .asInt();
            double before = rows.stream()
                    .filter(one -> one.get("item").equals(row.get("item")))
                    .findFirst()
                    .orElseThrow()
                    .get("score")
                    .asDouble();
            assertThat(row.get("score").asDouble()).isCloseTo(before / (1 + users), within(1e-6));
        }
    }

    @Test
    void explainsAnItemThatWasReachedAndOneThatWasNot(Cypher cypher) {
        for (int film : new int[] {2, 3, 19}) {
            List<Record> parts = cypher.rows(
                    "MATCH (u:User {u: 2}), (f:Film {f: $film}) CALL rec.explain.stream(null, u, f, "
                            + "{declaration: " + SHOP + "}) YIELD reason, contribution, score, rank, path "
                            + "RETURN reason, contribution, score, rank, length(path) AS length",
                    "film",
                    film);
            Record row = list(cypher, 2, "{k: 20, declaration: " + SHOP + "}").stream()
                    .filter(one -> one.get("item").asInt() == film)
                    .findFirst()
                    .orElseThrow();
            assertThat(parts.stream()
                            .mapToDouble(part -> part.get("contribution").asDouble())
                            .sum())
                    .isCloseTo(row.get("score").asDouble(), within(1e-5));
            assertThat(parts).allSatisfy(part -> {
                assertThat(part.get("rank").asLong()).isEqualTo(row.get("rank").asLong());
                assertThat(part.get("length").asInt()).isEqualTo(3);
            });
            assertThat(parts.isEmpty()).isEqualTo(film != 2);
        }
    }

    @Test
    void saysWhatIsMissing(Cypher cypher) {
        String call = "MATCH (u:User {u: 0}) CALL rec.recommend.stream(null, u, ";
        assertThat(cypher.failure(call + "{}" + END).getMessage())
                .contains("Without a model, the call needs either `graphName`", "or `declaration`");
        assertThat(cypher.failure(call + "{graphName: 'native', declaration: " + SHOP + "}" + END)
                        .getMessage())
                .contains("and not both");
        assertThat(cypher.failure(call + "{graphName: 'nativ'}" + END).getMessage())
                .contains("`nativ`", "Did you mean `native`");
        assertThat(cypher.failure(call + "{declaration: {users: 'User', item: 'Film', interactions: ['RATED']}, k: 0}"
                                + END)
                        .getMessage())
                .contains("`items`", "`item`", "`k`");
        assertThat(cypher.failure(call + "{query: 'robots', declaration: " + SHOP + "}" + END)
                        .getMessage())
                .contains("`query` needs texts of items", "`featureProperties`");
        assertThat(cypher.failure(call + "{featureProperties: ['name'], k: 30, declaration: " + SHOP + "}" + END)
                        .getMessage())
                .contains("no item has one in `name`. Write them with `rec.embed.nodes.write`");
        cypher.rows(
                "MATCH (u:User)-[:RATED]->(f:Film) WITH u, f, count(*) + 1 AS n WITH gds.graph.project('computed', u, f, "
                        + "{sourceNodeLabels: labels(u), targetNodeLabels: labels(f), relationshipType: 'OFTEN'}) AS g RETURN g.graphName AS name");
        assertThat(cypher.failure(call + "{graphName: 'computed'}" + END).getMessage())
                .contains("does not show how its interactions are read", "`{declaration: {users: 'Customer'");
        assertThat(cypher.failure("MATCH (f:Film {f: 0}) CALL rec.recommend.stream(null, f, {declaration: " + SHOP + "}"
                                + END)
                        .getMessage())
                .contains("`users` must be nodes with the label `User`");
    }

    private static List<Record> list(Cypher cypher, int user, String configuration) {
        return cypher.rows("MATCH (u:User {u: " + user + "}), (pin:Film {f: 19}), (block:Film {f: 0}) "
                + "CALL rec.recommend.stream(null, u, " + configuration
                + ") YIELD item, score, rank, regime, basis, reasons "
                + "RETURN item.f AS item, score, rank, regime, basis, reasons ORDER BY rank");
    }

    private static List<Integer> items(List<Record> rows) {
        return rows.stream().map(row -> row.get("item").asInt()).toList();
    }
}
