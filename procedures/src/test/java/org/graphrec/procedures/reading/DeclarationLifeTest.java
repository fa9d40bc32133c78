// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.Person;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.logging.NullLog;

/** A declaration belongs to the graph it was made for and to the models learned from it, and to nothing else. */
@ExtendWith(RunningDatabase.class)
class DeclarationLifeTest {
    private static final String SHOP =
            "CALL rec.graph.project('shop', {users: 'Customer', items: 'Product', interactions:"
                    + " [{name: 'bought', pattern: '(user)-[p:PLACED]->(:Order)-[c:CONTAINS]->(item)', time: 'p.at', weight:"
                    + " 'c.quantity'}]}) YIELD relationshipCount RETURN relationshipCount";

    @TempDir
    private static Path models;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
        SharedCatalog.configure(new ModelLocations(models, models, ""), NullLog.getInstance());
    }

    @AfterAll
    static void stop() {
        SharedCatalog.shutDown();
    }

    /** Two camps of customers, each of which orders of its own half of the products. */
    @BeforeEach
    void shop() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("CALL rec.model.list() YIELD modelName, loaded WITH * WHERE loaded CALL rec.model.drop(modelName)"
                + " YIELD modelName AS gone RETURN gone");
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 11) AS p CREATE (:Product {id: p, camp: p % 2, price: p})");
        run("UNWIND range(0, 19) AS c CREATE (:Customer {id: c, camp: c % 2})");
        run("MATCH (c:Customer), (p:Product) WHERE c.camp = p.camp AND (c.id / 2 + p.id / 2) % 3 <> 0"
                + " CREATE (c)-[:PLACED {at: date({year: 2026, month: 1, day: 1 + p.id})}]->(:Order {id: c.id * 100 + p.id})"
                + "-[:CONTAINS {quantity: 1 + p.id % 3}]->(p)");
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static Object value(String statement) {
        return run(statement).get(0).values().iterator().next();
    }

    private static Object shown(Person person, String graph) {
        return database.rows(person, "CALL rec.graph.list('" + graph + "') YIELD histories RETURN histories")
                .get(0)
                .get("histories");
    }

    private static void train(String graph, String model, String more) {
        run("CALL rec.train('" + graph + "', {modelName: '" + model + "', architecture: 'itemGraph'" + more
                + "}) YIELD trainMillis RETURN 1");
    }

    private static Map<?, ?> histories(String model) {
        return (Map<?, ?>)
                value("CALL rec.model.list('" + model + "') YIELD modelInfo RETURN modelInfo.histories AS histories");
    }

    private static void storedAndLoaded(String model) {
        run("CALL rec.model.store('" + model + "') YIELD modelName RETURN modelName");
        run("CALL rec.model.drop('" + model + "') YIELD modelName RETURN modelName");
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("CALL rec.model.load('" + model + "') YIELD modelName RETURN modelName");
        run("CALL rec.model.delete('" + model + "') YIELD modelName RETURN modelName");
    }

    private static final String PLAIN_OF_THE_NAME =
            "CALL gds.graph.project('shop', ['Customer', 'Order'], 'PLACED') YIELD nodeCount RETURN nodeCount";

    @Test
    void aGraphOfTheSameNameHasNone() {
        run(SHOP);
        assertThat(shown(EmbeddedDatabase.ROOT, "shop")).isEqualTo("declared");
        assertThat(value("CALL rec.graph.list('shop') YIELD declaration RETURN declaration.users"))
                .isEqualTo("Customer");
        run("CALL gds.graph.drop('shop') YIELD graphName RETURN graphName");
        run(PLAIN_OF_THE_NAME);
        assertThat(shown(EmbeddedDatabase.ROOT, "shop")).isEqualTo("native");
        assertThat(run("CALL rec.graph.list('shop') YIELD declaration RETURN declaration"))
                .allSatisfy(row -> assertThat(row.get("declaration")).isNull());
    }

    @Test
    void anotherPersonsGraphOfTheSameNameHasNone() {
        Person ada = Person.with("ada", StaticAccess.FULL);
        run(SHOP);
        assertThatThrownBy(() -> shown(ada, "shop")).hasStackTraceContaining("no such graph");
        database.rows(ada, PLAIN_OF_THE_NAME);
        assertThat(shown(ada, "shop")).isEqualTo("native");
        assertThat(shown(EmbeddedDatabase.ROOT, "shop")).isEqualTo("declared");
    }

    @Test
    void filtersInheritItAndHistoriesFollowThem() {
        run(SHOP);
        run("CALL gds.graph.filter('more', 'shop', '*', 'r.weight >= 2.0') YIELD nodeCount RETURN nodeCount");
        run("CALL gds.graph.filter('most', 'more', '*', 'r.weight >= 3.0') YIELD nodeCount RETURN nodeCount");
        assertThat(shown(EmbeddedDatabase.ROOT, "most")).isEqualTo("declared");
        assertThat(value("CALL rec.graph.list('most') YIELD filters RETURN filters"))
                .isEqualTo(List.of("*, r.weight >= 2.0", "*, r.weight >= 3.0"));
        train("most", "most", "");
        assertThat(histories("most").get("source")).isEqualTo("declared");
        // what is left of a history is what was ordered three at a time
        assertThat(run("MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('most', c, {k: 12}) YIELD item"
                        + " MATCH (c)-[:PLACED]->()-[o:CONTAINS]->(item) RETURN DISTINCT o.quantity AS quantity"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat((Long) row.get("quantity")).isLessThan(3));
    }

    @Test
    void modelsKeepItWithoutTheGraph() {
        run(SHOP);
        train("shop", "m", "");
        String rows = "MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('m', c, {k: 12, excludeSeen: false})"
                + " YIELD item, score, regime, basis RETURN item.id AS item, score, regime, basis";
        List<Map<String, Object>> before = run(rows);
        Map<?, ?> histories = histories("m");
        storedAndLoaded("m");
        assertThat(histories("m")).isEqualTo(histories);
        assertThat(((Map<?, ?>) histories.get("declaration")).get("users")).isEqualTo("Customer");
        assertThat(run(rows)).isEqualTo(before);
        assertThat(before.get(0)).containsEntry("regime", "warm").containsEntry("basis", "history");
        assertThat(
                        value(
                                "MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('m', c, {k: 1, excludeSeen: false}) YIELD item"
                                        + " CALL rec.explain.stream('m', c, item) YIELD path RETURN [n IN nodes(path)[0..3] | labels(n)[0]] LIMIT 1"))
                .isEqualTo(List.of("Customer", "Order", "Product"));
        run("MATCH (c:Customer {id: 4}), (p:Product {id: 1}) CREATE (c)-[:PLACED {at: date('2026-03-01')}]->(:Order)"
                + "-[:CONTAINS {quantity: 9}]->(p)");
        assertThat(
                        run(
                                "MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('m', c, {k: 12}) YIELD item RETURN item.id AS id"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).doesNotContainEntry("id", 1L));
        assertThat(value("CALL rec.model.staleness('m') YIELD newItems RETURN newItems"))
                .isEqualTo(0L);
        assertThat(value("MATCH (c:Customer {id: 4}) CALL rec.forgetUser(c, 'm') YIELD removed RETURN removed"))
                .isEqualTo(List.of("node id"));
    }

    @Test
    void projectedHistoriesAreKeptAndAddedTo() {
        // without a key, a node none of whose orders are left would count as another
        run(SHOP.replace("items: 'Product'", "items: 'Product', key: {items: 'id', users: 'id'}"));
        train("shop", "kept", ", history: 'projected'");
        run("MATCH (:Customer)-[:PLACED]->(o:Order) DETACH DELETE o");
        storedAndLoaded("kept");
        assertThat(histories("kept").get("source")).isEqualTo("projected");
        String had = "MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('kept', c, {k: 12}) YIELD item, basis"
                + " RETURN item.id AS id, item.camp AS camp, basis";
        List<Map<String, Object>> before = run(had);
        assertThat(before).isNotEmpty();
        assertThat(before.get(0)).containsEntry("basis", "projected history").containsEntry("camp", 0L);
        assertThat(before)
                .noneMatch(row -> (2 + (Long) row.get("id") / 2) % 3 != 0
                        && row.get("camp").equals(0L));
        Object best = before.get(0).get("id");
        run("MATCH (c:Customer {id: 4}), (p:Product {id: " + best + "}) CREATE (c)-[:PLACED {at: date('2026-03-01')}]->"
                + "(:Order)-[:CONTAINS {quantity: 1}]->(p)");
        assertThat(run(had)).isNotEmpty().allSatisfy(row -> assertThat(row).doesNotContainEntry("id", best));
        assertThat(value("MATCH (c:Customer {id: 4}) CALL rec.forgetUser(c, 'kept') YIELD removed RETURN removed"))
                .isEqualTo(List.of("node id", "history"));
        // all that is known now is the one order since
        assertThat(run(had)).hasSize(11);
    }

    @Test
    void newItemsAreThoseItSaysAreItems() {
        run("MATCH (p:Product) SET p.vector = [1.0 * p.camp, 1.0 - p.camp, 0.1]");
        run(SHOP.replace(
                "items: 'Product'",
                "items: {label: 'Product', where: 'item.price < 100'}, itemProperties: ['vector']"));
        train("shop", "m", ", featureProperties: ['vector']");
        run(
                "CREATE (:Product {id: 50, price: 5, vector: [0.0, 1.0, 0.1]}), (:Product {id: 51, price: 500, vector: [0.0, 1.0, 0.1]})");
        assertThat(
                        run(
                                "MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('m', c, {k: 20}) YIELD item RETURN item.id AS id"))
                .extracting(row -> row.get("id"))
                .contains(50L)
                .doesNotContain(51L);
    }

    private static void requireRefused(String call, String... problems) {
        assertThatThrownBy(() -> run(call))
                .rootCause()
                .satisfies(refused -> assertThat(refused.getMessage()).contains(problems));
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        requireRefused(
                "CALL rec.graph.project('g', {users: ['Customer', 3], itms: 'Product', interactions: [{pattern: '(user)-->(item)',"
                        + " wheight: 'c.quantity'}], target: 'bougt'}) YIELD nodeCount RETURN nodeCount",
                "The value of `users` must be a label, a list of labels, or a map",
                "No value specified for the mandatory configuration parameter `items`",
                "Unexpected key in `interactions`: `wheight`. Did you mean `weight`?",
                "`itms`");
        requireRefused(
                SHOP.replace("'c.quantity'", "'d.quantity'"),
                "The value of `interactions.weight` must be over the variables of the pattern but `d.quantity` has `d`.");
        run(SHOP);
        requireRefused(
                SHOP,
                "The value of `graphName` must be a new name but a graph `shop` is projected already. Choose another, or drop"
                        + " it with `gds.graph.drop`.");
        requireRefused(
                "CALL rec.graph.project('none', {users: 'Nobody', items: 'Nothing', interactions: ['DID']})"
                        + " YIELD nodeCount RETURN nodeCount",
                "There is no node with the label `Nobody` or `Nothing`, so there is nothing to project.");
        requireRefused(
                SHOP.replace("'shop'", "'bad'").replace("'p.at'", "'date(c.quantity)'"),
                "The declaration could not be read from the graph: ");
        assertThat(GraphStoreCatalog.getAllGraphStores()).hasSize(1);
    }
}
