// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that projects is run again under another name, unless it does anything else. */
class RepeatedProjectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (a)-[r:LIKES]->(b) RETURN gds.graph.project('g', a, b, {relationshipType: type(r)}) AS graph",
                "MATCH (a)-[r:SET|CALL]->(b:Use {set: 1}) WHERE a.create > 1 RETURN gds.graph.project('g', a, b) AS g",
                "CALL { MATCH (a)-->(b) RETURN a, b UNION ALL MATCH (a)<--(b) RETURN a, b } RETURN"
                        + " gds.graph.project(\"g\", a, b) AS g",
                "UNWIND [1, 2] AS x CALL (x) { MATCH (a {x: x})-->(b) RETURN a, b } RETURN gds.graph.project('g', a, b) AS g",
                "MATCH (a)-->(b) RETURN gds.graph.project($name /* of the graph */ , a, b) AS g"
            })
    void isRunAgain(String query) {
        String again = RepeatedProjection.of(query, "$other").orElseThrow();
        assertThat(again).contains("gds.graph.project($other, a, b").doesNotContain("'g'", "\"g\"", "$name");
        assertThat(again.length()).isGreaterThan(query.length() - 30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (a)-->(b) WHERE a.x > $from RETURN gds.graph.project('g', a, b) AS g",
                "MATCH (a)-->(b) CREATE (c) RETURN gds.graph.project('g', a, b) AS g",
                "MATCH (a)-->(b) SET a.x = 1 RETURN gds.graph.project('g', a, b) AS g",
                "MATCH (a)-->(b) CALL { WITH a DETACH DELETE a } RETURN gds.graph.project('g', a, b) AS g",
                "MATCH (a)-->(b) CALL db.labels() YIELD label RETURN gds.graph.project('g', a, b) AS g",
                "LOAD CSV FROM 'x' AS row MATCH (a)-->(b) RETURN gds.graph.project('g', a, b) AS g",
                "USE other MATCH (a)-->(b) RETURN gds.graph.project('g', a, b) AS g",
                "PROFILE MATCH (a)-->(b) RETURN gds.graph.project('g', a, b) AS g",
                "MATCH (a)-->(b) RETURN gds.graph.project('g' + 'h', a, b) AS g",
                "MATCH (a)-->(b) RETURN gds.graph.project('g', a, b) AS g, gds.graph.project('h', a, b) AS h",
                "CALL gds.graph.project('g', 'A', 'B')",
                "MATCH (a)-->(b) RETURN gds.graph.project('g', a, b",
                ""
            })
    void isNot(String query) {
        assertThat(RepeatedProjection.of(query, "$other")).isEmpty();
    }

    @Test
    void changesNothingButTheName() {
        assertThat(RepeatedProjection.of(
                        "MATCH (a:`g`)-->(b)\n RETURN gds . graph.project( 'g' ,a, b, {relationshipType: 'g'}) AS g",
                        "$x"))
                .hasValue("MATCH (a:`g`)-->(b)\n RETURN gds . graph.project( $x,a, b, {relationshipType: 'g'}) AS g");
    }
}
