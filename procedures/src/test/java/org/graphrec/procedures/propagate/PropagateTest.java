// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** A path of three nodes a-b-c and a node that stands alone, with vectors small enough to calculate by hand. */
@ExtendWith(RunningDatabase.class)
class PropagateTest {
    // symmetric normalisation: a-b weighs 1/sqrt(1*2)
    private static final double EDGE = 1 / Math.sqrt(2);

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows("""
                CREATE (a:N {name: 'a', v: [1.0, 0.0, 0.0]})-[:LINK]->(b:N {name: 'b', v: [0.0, 1.0, 0.0]}),
                       (b)-[:LINK]->(:N {name: 'c', v: [0.0, 0.0, 1.0]}), (:N {name: 'alone', v: [0.6, 0.8, 0.0]})
                """);
        cypher.rows("CALL gds.graph.project('path', {N: {properties: ['v']}}, {LINK: {orientation: 'UNDIRECTED'}})");
    }

    @Test
    void mixesANodesVectorWithItsNeighbours(Cypher cypher) {
        isNear(streamed(cypher, "a"), 1, EDGE, 0);
        isNear(streamed(cypher, "b"), EDGE, 1, EDGE);
    }

    @Test
    void leavesANodeWithoutNeighboursAsItIs(Cypher cypher) {
        isNear(streamed(cypher, "alone"), 0.6, 0.8, 0);
    }

    @Test
    void mutatesTheProjectionSoThatGdsSeesTheVectors(Cypher cypher) {
        Record row = cypher.row("""
                CALL rec.propagate.mutate('path', {featureProperties: ['v'], layers: 1, mutateProperty: 'mixed'})
                YIELD nodeCount, nodePropertiesWritten, configuration
                """);
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(4);
        List<Double> seen = cypher.value("""
                CALL gds.graph.nodeProperty.stream('path', 'mixed') YIELD nodeId, propertyValue
                WITH gds.util.asNode(nodeId) AS n, propertyValue WHERE n.name = 'a' RETURN propertyValue
                """).asList(value -> value.asDouble());
        isNear(seen, 1, EDGE, 0);
        assertThat(cypher.value("MATCH (n:N) RETURN count(n.mixed)").asLong()).isZero();
    }

    @Test
    void writesTheVectorsToTheNodes(Cypher cypher) {
        Record row = cypher.row("""
                CALL rec.propagate.write('path', {featureProperties: ['v'], layers: 1, writeProperty: 'mixed'})
                YIELD nodeCount, nodePropertiesWritten, writeMillis
                """);
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(4);
        isNear(cypher.value("MATCH (n:N {name: 'c'}) RETURN n.mixed").asList(value -> value.asDouble()), 0, EDGE, 1);
    }

    private static List<Double> streamed(Cypher cypher, String name) {
        return cypher.value("""
                CALL rec.propagate.stream('path', {featureProperties: ['v'], layers: 1}) YIELD nodeId, embedding
                WITH gds.util.asNode(nodeId) AS n, embedding WHERE n.name = $name RETURN embedding
                """, "name", name).asList(value -> value.asDouble());
    }

    /** Vectors come out with unit length, so the expected one is scaled to it. */
    private static void isNear(List<Double> vector, double... direction) {
        double norm = 0;
        for (double x : direction) {
            norm += x * x;
        }
        assertThat(vector).hasSize(direction.length);
        for (int i = 0; i < direction.length; i++) {
            assertThat(vector.get(i)).isCloseTo(direction[i] / Math.sqrt(norm), within(1e-5));
        }
    }
}
