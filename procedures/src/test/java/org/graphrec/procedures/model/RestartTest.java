// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/** A stored model of a declared graph, after the database was shut down and started again with the operator's file. */
class RestartTest {
    private static final String SHOP =
            "CALL rec.graph.project('shop', {users: 'Customer', items: 'Product', interactions:"
                    + " [{name: 'bought', pattern: '(user)-[p:PLACED]->(:Order)-[c:CONTAINS]->(item)', time: 'p.at', weight:"
                    + " 'c.quantity'}]}) YIELD relationshipCount RETURN relationshipCount";

    private static final String ROWS = "MATCH (c:Customer {id: 4}) CALL rec.recommend.stream('%s', c, {k: 12})"
            + " YIELD item, score, regime, basis RETURN item.id AS item, score, regime, basis";

    @TempDir
    private Path home;

    @TempDir
    private Path models;

    private EmbeddedDatabase database;

    private void start() throws Exception {
        database = new EmbeddedDatabase(home);
    }

    @AfterEach
    void stop() {
        database.close();
        GraphStoreCatalog.removeAllLoadedGraphs();
    }

    private List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    @Test
    void servesAndForgetsWithoutTheGraph() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(
                home.resolve("conf").resolve("graph-recommender.conf"),
                ModelLocations.STORE_SETTING + "=" + models + System.lineSeparator());
        start();
        run("UNWIND range(0, 11) AS p CREATE (:Product {id: p, camp: p % 2})");
        run("UNWIND range(0, 19) AS c CREATE (:Customer {id: c, camp: c % 2})");
        run("MATCH (c:Customer), (p:Product) WHERE c.camp = p.camp AND (c.id / 2 + p.id / 2) % 3 <> 0"
                + " CREATE (c)-[:PLACED {at: date({year: 2026, month: 1, day: 1 + p.id})}]->(:Order)"
                + "-[:CONTAINS {quantity: 1 + p.id % 3}]->(p)");
        run(SHOP);
        run("CALL rec.train('shop', {modelName: 'live', architecture: 'itemGraph', concurrency: 1})"
                + " YIELD trainMillis RETURN 1");
        run(
                "CALL rec.train('shop', {modelName: 'kept', architecture: 'itemGraph', history: 'projected', concurrency: 1})"
                        + " YIELD trainMillis RETURN 1");
        run("UNWIND ['live', 'kept'] AS name CALL rec.model.store(name) YIELD modelName RETURN modelName");
        List<Map<String, Object>> live = run(ROWS.formatted("live"));
        List<Map<String, Object>> kept = run(ROWS.formatted("kept"));
        assertThat(live.get(0)).containsEntry("regime", "warm").containsEntry("basis", "history");
        assertThat(kept.get(0)).containsEntry("regime", "warm").containsEntry("basis", "projected history");

        stop();
        start();
        assertThatThrownBy(() -> run("CALL rec.graph.list('shop') YIELD graphName RETURN graphName"))
                .hasStackTraceContaining("no such graph");
        load();
        assertThat(run(ROWS.formatted("live"))).isEqualTo(live);
        assertThat(run(ROWS.formatted("kept"))).isEqualTo(kept);
        // an order of today counts: how orders are read came with the model
        run("MATCH (c:Customer {id: 4}), (p:Product {id: " + live.get(0).get("item")
                + "}) CREATE (c)-[:PLACED {at: date('2026-03-01')}]->(:Order)-[:CONTAINS {quantity: 2}]->(p)");
        assertThat(run(ROWS.formatted("live")))
                .hasSize(live.size() - 1)
                .extracting(row -> row.get("item"))
                .doesNotContain(live.get(0).get("item"));
        assertThat(forget("live")).isEqualTo(List.of("node id"));
        assertThat(forget("kept")).isEqualTo(List.of("node id", "history"));

        stop();
        start();
        load();
        // it was removed from the files as well
        assertThat(forget("live")).isEqualTo(List.of());
        assertThat(forget("kept")).isEqualTo(List.of());
        assertThat(run(ROWS.formatted("live")).get(0)).containsEntry("basis", "history");
    }

    private void load() {
        run("UNWIND ['live', 'kept'] AS name CALL rec.model.load(name) YIELD modelName RETURN modelName");
    }

    private Object forget(String model) {
        return run("MATCH (c:Customer {id: 4}) CALL rec.forgetUser(c, '" + model + "') YIELD removed RETURN removed")
                .get(0)
                .get("removed");
    }
}
