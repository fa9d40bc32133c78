// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/** A projection that adds up what no relationship of the live graph says. */
@ExtendWith(RunningDatabase.class)
class HistoriesDifferTest {
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
    }

    @BeforeEach
    void project() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 3) AS p CREATE (:Product {id: p})");
        run("""
            UNWIND range(0, 5) AS c CREATE (customer:Customer {id: c})
            WITH customer UNWIND range(0, 3) AS p MATCH (product:Product {id: p})
            CREATE (customer)-[:PLACED]->(:Order)-[:CONTAINS {quantity: 1 + (customer.id + p) % 2}]->(product)""");
        run("""
            MATCH (c:Customer)-[:PLACED]->(:Order)-[l:CONTAINS]->(p:Product)
            WITH c, p, sum(l.quantity) AS pieces WHERE pieces > 1
            RETURN gds.graph.project('often', c, p, {sourceNodeLabels: labels(c), targetNodeLabels: labels(p),
              relationshipType: 'BOUGHT', relationshipProperties: {pieces: pieces}}) AS graph""");
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static List<Map<String, Object>> train(String model, String more) {
        run("CALL rec.model.drop('" + model + "', false) YIELD modelName RETURN 1");
        return run("CALL rec.train('often', {modelName: '" + model + "', architecture: 'itemKnn'" + more
                + "}) YIELD modelInfo RETURN modelInfo.histories.source AS source");
    }

    @Test
    void namesTheFirstDifferenceAndTheWaysOut() {
        assertThatThrownBy(() -> train("often", ", relationshipWeightProperty: 'pieces'"))
                .rootCause()
                .hasMessageContainingAll(
                        "The histories in the graph `often` are not those of the live graph",
                        "is in the projection and not in the live graph",
                        "CALL rec.graph.project('oftenDeclared', {users: 'Customer', items: 'Product'",
                        "weight: 'r.pieces'",
                        "`history: 'projected'`");
    }

    @Test
    void isServedFromTheProjectionWhereThatIsAskedFor() {
        assertThat(train("kept", ", history: 'projected'")).containsExactly(Map.of("source", "projected"));
        assertThat(run("MATCH (c:Customer {id: 0}) CALL rec.recommend.stream('kept', c, {k: 9}) YIELD item, basis"
                        + " RETURN item.id AS id, basis"))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrder(0L, 2L);
    }
}
