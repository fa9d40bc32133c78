// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that nobody means: they are answered rightly, or refused with what is wrong. */
@ExtendWith(RunningDatabase.class)
class OddRequestsTest {
    private static final String SHOP = "users: 'User', items: 'Film', interactions: ['RATED']";
    private static final String MATCHED = "MATCH (u:User {name: 'user1'}), (f:Film {name: 'film1'}) ";
    private static final String ROWS = " YIELD item, rank RETURN collect(item.name) AS names";

    @BeforeAll
    static void train(Cypher cypher) {
        for (String call :
                List.of("rec.recommend.stream(null, null, ", "rec.popular.stream(", "rec.trending.stream(")) {
            assertThat(cypher.rows("CALL " + call + "{declaration: {" + SHOP + "}}) YIELD item"))
                    .as("an empty graph")
                    .isEmpty();
        }
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "graph", "itemGraph");
        cypher.rows("CREATE (:User:Film {name: 'both'})");
        cypher.rows(
                "MATCH (b:Film {name: 'both'}), (u:User {name: 'user1'}) CREATE (u)-[:RATED]->(b), (b)-[:RATED]->(b)");
    }

    private static List<Object> names(Cypher cypher, String call) {
        return cypher.value(MATCHED + "CALL " + call + ROWS).asList();
    }

    private static void requireRefusal(Cypher cypher, String call, String... parts) {
        assertThat(cypher.failure(MATCHED + "CALL " + call).getMessage())
                .as(call)
                .contains(parts);
    }

    @Test
    void listsEndWhereItemsDo(Cypher cypher) {
        assertThat(names(cypher, "rec.recommend.stream('graph', u, {offset: 100000})"))
                .isEmpty();
        assertThat(names(cypher, "rec.recommend.stream(null, u, {offset: 100000, declaration: {" + SHOP + "}})"))
                .isEmpty();
        assertThat(names(cypher, "rec.recommend.stream('graph', u, {k: 3, pinned: [f], blocked: [f]})"))
                .hasSize(3)
                .doesNotContain("film1");
        assertThat(names(cypher, "rec.recommend.stream('graph', u, {k: 3, pinned: [f, f]})"))
                .startsWith("film1")
                .doesNotHaveDuplicates();
    }

    /** A node that is a user and an item: it is never recommended to itself. */
    @Test
    void nobodyIsShownThemselves(Cypher cypher) {
        assertThat(cypher.value(
                                "MATCH (b:User {name: 'both'}) CALL rec.recommend.stream(null, b, {k: 99, declaration: {"
                                        + SHOP + "}})" + ROWS)
                        .asList())
                .hasSize(Checkerboard.FILMS + 2)
                .doesNotContain("both");
    }

    @Test
    void slipsInNamesAreTold(Cypher cypher) {
        requireRefusal(
                cypher,
                "rec.recommend.stream('graph', u, {atMost: {nam: 1}}) YIELD item RETURN item",
                "The value of `atMost` must name properties of nodes but there is no property `nam` in this database."
                        + " Did you mean `name`?");
        requireRefusal(
                cypher,
                "rec.popular.stream({declaration: {users: 'Usr', items: 'Film', interactions: ['RATED']}}) YIELD item RETURN item",
                "The value of `users` names the label `Usr`, which this database does not have. Did you mean `User`?");
        requireRefusal(
                cypher,
                "rec.recommend.stream(null, u, {declaration: {users: 'User', items: 'Film', interactions: ['RATD']}})"
                        + " YIELD item RETURN item",
                "The value of `interactions` names the relationship type `RATD`, which this database does not have."
                        + " Did you mean `RATED`?");
        // of what is only not there yet, nothing is known
        assertThat(
                        names(
                                cypher,
                                "rec.recommend.stream(null, u, {k: 2, declaration: {users: 'User', items: 'Film', interactions: ['STREAMED']}})"))
                .hasSize(2);
        requireRefusal(
                cypher,
                "rec.model.refresh('graph', {graphName: 'nosuch'}) YIELD replaced RETURN replaced",
                "The value of `graphName` must be the name of a projected graph but was `nosuch`");
    }

    @Test
    void aConditionThatFailsIsNamed(Cypher cypher) {
        String call =
                "rec.recommend.stream(null, u, {declaration: {" + SHOP + ", consent: '%s'}}) YIELD item RETURN item";
        requireRefusal(
                cypher,
                String.format(call, "1 / (size(user.name) - size(user.name)) = 1"),
                "The condition on `user`, `1 / (size(user.name) - size(user.name)) = 1`, could not be evaluated: / by zero");
        requireRefusal(
                cypher,
                String.format(call, "1"),
                "The condition on `user`, `1`, could not be evaluated: Type mismatch");
        requireRefusal(cypher, String.format(call, "item.x = 1"), "has `item`. There is: `user`.");
    }

    @Test
    void whatIsMissingIsNamed(Cypher cypher) {
        String explained = "rec.explain.stream(null, u, %s, {declaration: {" + SHOP + "}}) YIELD reason RETURN reason";
        requireRefusal(cypher, String.format(explained, "null"), "The value of `item` must be a node but was `null`.");
        requireRefusal(
                cypher,
                String.format(explained, "u"),
                "The value of `item` must be a node with the label `Film`, as `declaration` says, but was");
        requireRefusal(
                cypher,
                "rec.recommend.show(null, u, {declaration: {" + SHOP + "}}) YIELD item RETURN item",
                "what a list without a model shows is not recorded. Use `rec.recommend.stream`");
        requireRefusal(
                cypher,
                "rec.feedback.write('run', u, null, 'click') YIELD rank RETURN rank",
                "The value of `item` is missing. `rec.feedback.write` needs the `runId` of a list that was shown");
    }

    /** More users than stand for all: what fills a list is an estimate, and does not depend on who asks or how often. */
    @Test
    void largeGraphsAreSampled(Cypher cypher) {
        cypher.rows("UNWIND range(0, 59) AS n CREATE (:Thing {n: n})");
        cypher.rows("UNWIND range(0, 4999) AS n CREATE (p:Buyer {n: n}) WITH p, n"
                + " UNWIND [n % 2, 2 + n % 5, 7 + n % 31] AS t MATCH (i:Thing {n: t}) CREATE (p)-[:BOUGHT]->(i)");
        cypher.rows("CREATE (:Buyer {n: -1})");
        String call = "MATCH (p:Buyer {n: -1}) CALL rec.recommend.stream(null, p, {k: %d, declaration: {users: 'Buyer',"
                + " items: 'Thing', interactions: ['BOUGHT']}}) YIELD item, score, rank RETURN item.n AS n, score ORDER BY rank";
        var rows = cypher.rows(String.format(call, 7));
        assertThat(rows.subList(0, 2)).extracting(row -> row.get("n").asInt()).containsExactlyInAnyOrder(0, 1);
        assertThat(rows.subList(2, 7)).extracting(row -> row.get("n").asInt()).containsExactlyInAnyOrder(2, 3, 4, 5, 6);
        assertThat(rows.get(0).get("score").asDouble()).isBetween(2_400.0, 2_600.0);
        assertThat(cypher.rows(String.format(call, 7))).isEqualTo(rows);
        // things that nobody has come last, and none is missing
        assertThat(cypher.rows(String.format(call, 60)))
                .extracting(row -> row.get("n").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 60).boxed().toList());
        cypher.rows("MATCH (n) WHERE n:Buyer OR n:Thing DETACH DELETE n");
    }
}
