// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

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

/** A declared projection of a shop, in which customers and products meet in orders. */
@ExtendWith(RunningDatabase.class)
class GraphProjectTest {
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
    }

    @BeforeEach
    void shop() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 3) AS p CREATE (:Product {id: p, vector: CASE p WHEN 3 THEN null ELSE [1.0, p] END})");
        // everybody has all they bought in one order
        run("""
            UNWIND [[0, [0]], [1, [0, 1]], [2, [0, 1]], [3, [2, 3]], [4, [2, 3]]] AS row
            CREATE (:Customer {id: row[0]})-[:PLACED]->(o:Order)
            WITH o, row[1] AS ids UNWIND ids AS id
            MATCH (p:Product {id: id}) CREATE (o)-[:CONTAINS {quantity: 1}]->(p)""");
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static void project(String interaction, String more) {
        run("CALL rec.graph.project('shop', {users: 'Customer', items: 'Product', interactions: [{name: 'BOUGHT',"
                + " pattern: '(user)-[:PLACED]->(o:Order)-[line:CONTAINS]->(item)'" + interaction + "}]" + more
                + "}) YIELD nodeCount RETURN nodeCount");
    }

    @Test
    void takesPropertiesOfItemsAlongWhereTheyHaveThem() {
        project("", ", itemProperties: ['vector']");
        run("CALL rec.train('shop', {modelName: 'vectors', architecture: 'content', featureProperties: ['vector']})"
                + " YIELD trainMillis RETURN 1");
        assertThat(run("MATCH (c:Customer {id: 0}) CALL rec.recommend.stream('vectors', c, {k: 1}) YIELD item"
                        + " RETURN item.id AS id"))
                .containsExactly(Map.of("id", 1L));
    }

    @Test
    void saysWhyADeclarationCannotBeRead() {
        assertThatThrownBy(() -> project(", where: 'o.at > date(\"tomorrow\")'", ""))
                .rootCause()
                .hasMessageStartingWith(
                        "The declaration could not be read from the graph: Text cannot be parsed to a Date");
    }

    @Test
    void explainsByTheOrderThatHasBoth() {
        project("", "");
        run("CALL rec.model.drop('orders', false) YIELD modelName RETURN 1");
        run("CALL rec.train('shop', {modelName: 'orders', architecture: 'itemGraph'}) YIELD trainMillis RETURN 1");
        assertThat(run(
                        "MATCH (c:Customer {id: 0}), (p:Product {id: 1}) CALL rec.explain.stream('orders', c, p) YIELD path"
                                + " RETURN [n IN nodes(path) | labels(n)[0]] AS labels"))
                .containsExactly(Map.of("labels", List.of("Customer", "Order", "Product", "Order", "Product")));
    }

    @Test
    void refusesWhatDoesMoreThanRead() {
        assertThatThrownBy(() -> project(", where: 'true) CALL db.labels() YIELD label WITH * WHERE (true'", ""))
                .rootCause()
                .hasMessageContainingAll("The value of `interactions.where` must be one Cypher expression", "`)`");
        assertThatThrownBy(() -> project(", weight: 'apoc.load.json(o.url)'", ""))
                .rootCause()
                .hasMessageContaining("which is not a function of Cypher or of `rec`.");
    }

    @Test
    void takesWhatLiesBelowTheThresholdForSeenAndNoLike() {
        project(", weight: 'line.quantity'", "");
        run("CALL rec.model.drop('marks', false) YIELD modelName RETURN 1");
        run(
                "CALL rec.train('shop', {modelName: 'marks', architecture: 'itemGraph', likeThreshold: 1}) YIELD trainMillis"
                        + " RETURN 1");
        String sources = "MATCH (c:Customer {id: 0}), (p:Product {id: 1}) CALL rec.explain.stream('marks', c, p)"
                + " YIELD source WHERE source IS NOT NULL RETURN source.id AS id";
        assertThat(run(sources)).containsExactly(Map.of("id", 0L));
        run("MATCH (:Customer {id: 0})-[:PLACED]->()-[line]->() SET line.quantity = 0.5");
        assertThat(run(sources)).isEmpty();
        assertThat(run("MATCH (c:Customer {id: 0}) CALL rec.recommend.stream('marks', c, {k: 9}) YIELD item"
                        + " WHERE item.id = 0 RETURN item"))
                .isEmpty();
    }
}
