// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vectors of integers are vectors like those of floats, in the projection and in the live graph. */
@ExtendWith(RunningDatabase.class)
class IntegerVectorsTest {

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows(
                "UNWIND range(0, 19) AS i CREATE (:Film {i: i, whole: [7 * (i % 2) + i % 3, 7 * ((i + 1) % 2), 1]})");
        cypher.rows("MATCH (f:Film) SET f.real = [x IN f.whole | 1.0 * x]");
        cypher.rows("UNWIND range(0, 9) AS u CREATE (:User {u: u})");
        cypher.rows(
                "MATCH (u:User), (f:Film) WHERE f.i % 2 = u.u % 2 AND (f.i + u.u) % 5 < 3 CREATE (u)-[:LIKED]->(f)");
        cypher.rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ['whole', 'real']}}, 'LIKED')");
        for (String property : new String[] {"whole", "real"}) {
            cypher.rows(
                    "CALL rec.train('g', {modelName: $p, architecture: 'content', featureProperties: [$p]})",
                    "p",
                    property);
        }
    }

    @Test
    void giveTheSameAnswersAsFloats(Cypher cypher) {
        String rows = "MATCH (u:User) CALL rec.recommend.stream('%s', u, {k: 5}) YIELD item, score"
                + " RETURN u.u + ' ' + item.i + ' ' + score AS row ORDER BY row";
        assertThat(cypher.column(rows.formatted("whole")))
                .isNotEmpty()
                .isEqualTo(cypher.column(rows.formatted("real")));
    }

    @Test
    void serveItemsThatCameAfterTraining(Cypher cypher) {
        cypher.rows("CREATE (:Film {i: 100, whole: [7, 0, 1], real: [7.0, 0.0, 1.0]})");
        String row = "MATCH (u:User {u: 1}), (f:Film {i: 100}) CALL rec.recommend.stream('%s', u, {candidates: [f]})"
                + " YIELD score RETURN score";
        assertThat(cypher.value(row.formatted("whole")).asDouble())
                .isEqualTo(cypher.value(row.formatted("real")).asDouble())
                .isPositive();
    }

    @Test
    void canBeIndexed(Cypher cypher) {
        assertThat(cypher.value("CALL rec.index.create('Film', {property: 'whole'}) YIELD dimension")
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void areSpreadOverTheGraph(Cypher cypher) {
        String call = "CALL rec.propagate.stream('g', {featureProperties: ['%s']}) YIELD nodeId, embedding"
                + " RETURN nodeId, embedding ORDER BY nodeId";
        assertThat(cypher.rows(call.formatted("whole"))).isEqualTo(cypher.rows(call.formatted("real")));
    }
}
