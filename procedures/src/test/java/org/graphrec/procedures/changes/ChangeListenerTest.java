// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.node.NodeIds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.graphdb.Transaction;

class ChangeListenerTest {
    @TempDir
    private static Path home;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = new EmbeddedDatabase(home);
        run("UNWIND range(0, 4) AS i CREATE (:N {i: i, p: i})");
        run("MATCH (a:N {i: 0}), (b:N {i: 1}) CREATE (a)-[:R {w: 1}]->(b)");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static void run(String statement) {
        database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static Changes changes() {
        return database.in(EmbeddedDatabase.ROOT, ChangedNodes::of);
    }

    /** The nodes that a statement changes, by their number `i`, deleted ones included. */
    private static Set<Integer> changedBy(String statement) {
        Changes changes = changes();
        var ids = database.rows(EmbeddedDatabase.ROOT, "MATCH (n:N) RETURN n.i AS i, id(n) AS id");
        long moment = changes.now();
        run(statement);
        Set<Integer> changed = new TreeSet<>();
        ids.forEach(row -> {
            if (changes.touchedSince((Long) row.get("id"), moment)) {
                changed.add(((Long) row.get("i")).intValue());
            }
        });
        return changed;
    }

    @Test
    void seesWhatATransactionChanges() {
        assertThat(changedBy("MATCH (n:N) RETURN count(n)")).isEmpty();
        assertThat(changedBy("MATCH (n:N {i: 2}) SET n.p = 7")).containsExactly(2);
        assertThat(changedBy("MATCH (n:N {i: 2}) REMOVE n.p")).containsExactly(2);
        assertThat(changedBy("MATCH (n:N {i: 3}) SET n:Other")).containsExactly(3);
        assertThat(changedBy("MATCH (n:N {i: 3}) REMOVE n:Other")).containsExactly(3);
        assertThat(changedBy("MATCH (:N {i: 0})-[r:R]->() SET r.w = 2")).containsExactly(0, 1);
        assertThat(changedBy("MATCH (:N {i: 0})-[r:R]->() REMOVE r.w")).containsExactly(0, 1);
        assertThat(changedBy("MATCH (a:N {i: 3}), (b:N {i: 2}) CREATE (a)-[:S]->(b)"))
                .containsExactly(2, 3);
        assertThat(changedBy("MATCH (:N {i: 3})-[s:S]->() DELETE s")).containsExactly(2, 3);
        assertThat(changedBy("CREATE (:Else)")).isEmpty();
        run("CREATE (n:N {i: 9}) WITH n MATCH (m:N {i: 4}) CREATE (m)-[:S]->(n)");
        assertThat(changedBy("MATCH (n:N {i: 9}) DETACH DELETE n")).containsExactly(4, 9);
    }

    @Test
    void forgetsWhatIsRolledBack() {
        Changes changes = changes();
        long moment = changes.now();
        long id;
        try (Transaction transaction = database.api().beginTx()) {
            id = NodeIds.id(transaction.findNodes(() -> "N").next());
            transaction.execute("MATCH (n:N) SET n.p = 100").close();
            transaction.rollback();
        }
        assertThat(changes.touchedSince(id, moment)).isFalse();
        assertThat(changes.anySince(moment)).isFalse();
    }

    @Test
    void seesACreatedNode() {
        Changes changes = changes();
        long moment = changes.now();
        run("CREATE (:Fresh)");
        long id = (Long) database.rows(EmbeddedDatabase.ROOT, "MATCH (n:Fresh) RETURN id(n) AS id")
                .get(0)
                .get("id");
        assertThat(changes.touchedSince(id, moment)).isTrue();
        assertThat(changes.touchedSinceMillis(id, System.currentTimeMillis() + 60_000))
                .isEqualTo(Touch.NO);
    }
}
