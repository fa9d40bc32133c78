// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who follow people: whom to follow next, with nothing said of labels. */
@ExtendWith(RunningDatabase.class)
class OneKindTest {
    private static final String FIRST =
            "MATCH (p:Person {id: 0}) CALL rec.recommend.stream('%s', p, {k: 5}) YIELD item, basis"
                    + " RETURN collect(item.id) AS items, collect(DISTINCT basis) AS bases";

    @BeforeAll
    static void load(Cypher cypher) {
        cypher.rows("UNWIND range(0, 29) AS p CREATE (:Person {id: p})");
        cypher.rows(
                "MATCH (a:Person), (b:Person) WHERE a.id % 3 = b.id % 3 AND (a.id * 5 + b.id * 7) % 4 <> 0 AND a <> b"
                        + " CREATE (a)-[:FOLLOWS]->(b)");
        cypher.rows("MATCH (a:Person) WHERE a.id % 2 = 0 CREATE (a)-[:FOLLOWS]->(a)");
    }

    @Test
    void trainsWithoutLabelsAndRecommendsNeitherThemselvesNorWhomTheyFollow(Cypher cypher) {
        cypher.rows("CALL gds.graph.project('natural', 'Person', 'FOLLOWS')");
        cypher.rows("CALL gds.graph.project('undirected', 'Person', {FOLLOWS: {orientation: 'UNDIRECTED'}})");
        cypher.rows("CALL gds.graph.project('any', '*', 'FOLLOWS')");
        cypher.rows("MATCH (s:Person)-[:FOLLOWS]->(t) RETURN gds.graph.project('query', s, t)");
        for (String graph : new String[] {"natural", "undirected", "any", "query"}) {
            cypher.rows("CALL rec.train($graph, {modelName: $graph, architecture: 'itemGraph'})", "graph", graph);
            assertThat(cypher.column(
                            "CALL rec.model.list($graph) YIELD modelInfo UNWIND modelInfo.histories.context AS one"
                                    + " RETURN one.ends",
                            "graph",
                            graph))
                    .containsExactly("item-user");
            var row = cypher.row(FIRST.formatted(graph));
            assertThat(row.get("items").asList(value -> value.asLong()))
                    .as(graph)
                    .isNotEmpty()
                    .doesNotContain(0L)
                    .doesNotContainAnyElementsOf(
                            cypher.column("MATCH (:Person {id: 0})-[:FOLLOWS]->(b) RETURN b.id").stream()
                                    .map(Long.class::cast)
                                    .toList());
            assertThat(cypher.column(
                            "MATCH (p:Person {id: 1}) CALL rec.recommend.stream($model, p, {k: 2}) YIELD item"
                                    + " RETURN item.id % 3",
                            "model", graph))
                    .as(graph)
                    .containsOnly(1L);
        }
    }

    @Test
    void isEvaluatedOnAnotherProjectionAndForgetsWhomSomebodyFollows(Cypher cypher) {
        cypher.rows("CALL gds.graph.project('people', 'Person', 'FOLLOWS')");
        cypher.rows("CALL rec.train('people', {modelName: 'people', architecture: 'context'})");
        String through =
                "MATCH (p:Person {id: 4}) CALL rec.recommend.stream('people', p, {k: 30, explain: true}) YIELD reasons"
                        + " UNWIND reasons AS reason WITH reason WHERE reason.source.id = 10 RETURN reason.relation AS relation";
        assertThat(cypher.column(through)).isNotEmpty().containsOnly("FOLLOWS");
        cypher.rows(
                "CREATE (a:Person:Newcomer {id: 90}) WITH a MATCH (b:Person) WHERE b.id IN [0, 3] CREATE (a)-[:FOLLOWS]->(b)");
        cypher.rows("MATCH (a:Person {id: 6}), (b:Person {id: 12}) CREATE (a)-[:FOLLOWS {held: 1}]->(b)");
        cypher.rows("CALL gds.graph.project('parted', 'Person', {FOLLOWS: {properties: {held: {defaultValue: 0}}}})");
        assertThat(cypher.column(
                        "CALL rec.evaluate('people', 'parted', {split: 'given', splitProperty: 'held'}) YIELD segment"
                                + " RETURN segment"))
                .contains("all");
        cypher.rows("MATCH (p:Person {id: 10}) CALL rec.forgetUser(p) YIELD modelName RETURN modelName");
        assertThat(cypher.column(through)).isEmpty();
    }
}
