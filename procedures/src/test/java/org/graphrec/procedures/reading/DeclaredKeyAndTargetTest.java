// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.logging.NullLog;

/** What {@code key} and {@code target} of a declaration do. */
class DeclaredKeyAndTargetTest {
    @TempDir
    private static Path home;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = new EmbeddedDatabase(home);
        SharedCatalog.configure(ModelLocations.none(""), NullLog.getInstance());
    }

    @AfterAll
    static void stop() {
        database.close();
        SharedCatalog.shutDown();
    }

    /** Two camps of customers, each of which views and orders of its own half of the products; there are no constraints. */
    @BeforeEach
    void shop() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("CALL rec.model.list() YIELD modelName CALL rec.model.drop(modelName) YIELD modelName AS gone RETURN gone");
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 11) AS p CREATE (:Product {sku: 'p' + p, number: p, camp: p % 2})");
        run("UNWIND range(0, 19) AS c CREATE (:Customer {mail: 'c' + c, number: c, camp: c % 2})");
        run("MATCH (c:Customer), (p:Product) WHERE c.camp = p.camp AND (c.number / 2 + p.number / 2) % 3 = 0"
                + " CREATE (c)-[:PLACED]->(:Order)-[:CONTAINS]->(p)");
        run("MATCH (c:Customer), (p:Product) WHERE c.camp = p.camp AND (c.number / 2 + p.number / 2) % 3 = 1"
                + " CREATE (c)-[:VIEWED]->(p)");
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static Object value(String statement) {
        return run(statement).get(0).values().iterator().next();
    }

    private static void train(String declaration, String more) {
        run(
                "CALL rec.graph.project('g', {users: 'Customer', items: 'Product', interactions: ['VIEWED', {name: 'BOUGHT',"
                        + " pattern: '(user)-[:PLACED]->(:Order)-[:CONTAINS]->(item)'}]" + declaration
                        + "}) YIELD nodeCount RETURN nodeCount");
        run("CALL rec.train('g', {modelName: 'm', architecture: 'itemGraph', concurrency: 1" + more
                + "}) YIELD trainMillis RETURN trainMillis");
    }

    private static Object info(String key) {
        return value("CALL rec.model.list('m') YIELD modelInfo RETURN modelInfo." + key + " AS it");
    }

    private static List<Object> recommended(String more) {
        return run("MATCH (c:Customer {mail: 'c4'}) CALL rec.recommend.stream('m', c, {k: 20" + more + "}) YIELD item"
                        + " RETURN item.number AS product")
                .stream()
                .map(row -> row.get("product"))
                .toList();
    }

    private static List<Object> products(String relation) {
        return run("MATCH (:Customer {mail: 'c4'})-[" + relation + "]->(p:Product) RETURN DISTINCT p.number AS product")
                .stream()
                .map(row -> row.get("product"))
                .toList();
    }

    @Test
    void whatWasOnlyViewedIsRecommendedForThePurchase() {
        train(", target: 'BOUGHT'", "");
        assertThat(info("histories.target")).isEqualTo("BOUGHT");
        List<Object> viewed = products(":VIEWED");
        List<Object> bought = products(":PLACED|CONTAINS*2");
        assertThat(viewed).isNotEmpty().doesNotContainAnyElementsOf(bought);
        assertThat(bought).isNotEmpty();
        assertThat(recommended(""))
                .hasSize(12 - bought.size())
                .containsAll(viewed)
                .doesNotContainAnyElementsOf(bought);
        assertThat(recommended(", excludeSeen: true"))
                .hasSize(12 - bought.size() - viewed.size())
                .doesNotContainAnyElementsOf(viewed);
        // a view is no purchase that is learned from, but a behaviour whose weight is measured
        assertThat(info("histories.interactions")).isEqualTo(List.of("BOUGHT"));
        assertThat(run("CALL rec.model.list('m') YIELD modelInfo UNWIND modelInfo.histories.context AS one"
                        + " RETURN one.relation AS relation, one.ends AS ends"))
                .containsExactly(Map.of("relation", "VIEWED", "ends", "user-item"));
        run("MATCH (c:Customer {mail: 'c4'}), (p:Product {number: " + viewed.get(0)
                + "}) CREATE (c)-[:PLACED]->(:Order)-[:CONTAINS]->(p)");
        assertThat(recommended("")).doesNotContain(viewed.get(0));
    }

    @Test
    void withoutATargetWhatWasViewedIsLeftOutToo() {
        train("", "");
        assertThat(info("histories.target")).isNull();
        assertThat(recommended("")).hasSize(8).doesNotContainAnyElementsOf(products(":VIEWED"));
        assertThat(recommended(", excludeSeen: ['BOUGHT']")).containsAll(products(":VIEWED"));
    }

    @Test
    void aProductWithTheIdOfAnotherIsToldByTheDeclaredKey() {
        train(", key: {items: 'sku', users: 'mail'}", "");
        assertThat(info("identity")).hasToString("{items=property `sku`, users=property `mail`}");
        String alike = "MATCH (p:Product {sku: '%s'}) CALL rec.similar.stream('m', p, {k: 3}) YIELD similar"
                + " RETURN similar.sku AS sku";
        List<Map<String, Object>> before = run(alike.formatted("p6"));
        again("Product", "sku", "p6", "other");
        assertThat(before).isNotEmpty();
        assertThat(recommended(", excludeSeen: false")).hasSize(11).doesNotContain(6L);
        assertThatThrownBy(() -> run(alike.formatted("other")))
                .hasStackTraceContaining("must be of items of the model");
        // what comes back with its key and its place among the interactions is the one that was learned from
        run("MATCH (p:Product {sku: 'other'}) SET p.sku = 'p6', p.number = 6 WITH p MATCH (c:Customer {camp: 0})"
                + " WHERE (c.number / 2 + 3) % 3 = 1 CREATE (c)-[:VIEWED]->(p)");
        assertThat(run(alike.formatted("p6"))).isEqualTo(before);
    }

    @Test
    void aCustomerWithTheIdOfAnotherHasNoneOfTheirHistory() {
        train(", key: {items: 'sku', users: 'mail'}", ", history: 'projected'");
        String rows = "MATCH (c:Customer {mail: '%s'}) CALL rec.recommend.stream('m', c, {k: 3}) YIELD basis"
                + " RETURN DISTINCT basis";
        assertThat(run(rows.formatted("c4")).get(0)).containsEntry("basis", "projected history");
        again("Customer", "mail", "c4", "stranger");
        assertThat(run(rows.formatted("stranger"))).containsExactly(Map.of("basis", "popularity"));
    }

    /** Deletes a node, and makes others until one has its id. */
    private static void again(String label, String key, String value, String other) {
        Object id = value("MATCH (n:" + label + " {" + key + ": '" + value + "'}) RETURN id(n) AS id");
        run("MATCH (n:" + label + " {" + key + ": '" + value + "'}) DETACH DELETE n");
        for (int round = 0; round < 40; round++) {
            database.freeIds();
            run("UNWIND range(0, 199) AS i CREATE (:Spare)");
            if (!run("MATCH (n:Spare) WHERE id(n) = " + id + " SET n:" + label + ", n." + key + " = '" + other
                            + "' REMOVE n:Spare RETURN n")
                    .isEmpty()) {
                return;
            }
        }
        throw new AssertionError("The id " + id + " was not given again.");
    }
}
