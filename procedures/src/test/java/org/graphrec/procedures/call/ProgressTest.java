// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.InBackground;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** Calls that run for many seconds when nobody stops them. */
@ExtendWith(RunningDatabase.class)
@Timeout(120)
class ProgressTest {
    private static final String EMBED = "CALL rec.embed.nodes.write(['Item'], {textProperties: ['text']})";
    private static final String RATINGS = "CALL rec.train('large', {modelName: 'large', objective: 'rating', "
            + "relationshipWeightProperty: 'stars'})";
    private static final String TRAIN =
            "CALL rec.train('large', {modelName: 'large', architecture: 'itemGraph', rank: 512, topK: 50})";

    private static final String COMPARE =
            "CALL rec.compare('large', {architectures: ['itemKnn', 'itemGraph', 'userKnn'], folds: 5, topK: 50})";

    @BeforeAll
    static void load(Cypher cypher) {
        cypher.rows("""
                UNWIND range(0, 5999) AS i
                CREATE (:Item {i: i, text: reduce(t = 'item ' + i, w IN range(1, 60) | t + ' word' + (i * w) % 997)})
                """);
        cypher.rows("CREATE INDEX item IF NOT EXISTS FOR (n:Item) ON (n.i)");
        cypher.rows("CALL db.awaitIndexes(60)");
        cypher.rows("""
                UNWIND range(0, 5999) AS u CREATE (user:User {u: u}) WITH user, u
                UNWIND range(1, 60) AS k WITH user, (u * 31 + k * k * 17 + k * u) % 6000 AS i
                WITH DISTINCT user, i
                MATCH (item:Item {i: i}) CREATE (user)-[:HAS {stars: 1 + (user.u + i) % 5}]->(item)
                """);
        cypher.rows("CALL gds.graph.project('large', ['User', 'Item'], {HAS: {properties: ['stars']}})");
    }

    @Test
    void showsARunningEmbeddingAndStopsItWithinASecond(Cypher cypher) throws Exception {
        isShownAndStops(cypher, EMBED);
    }

    @Test
    void showsARunningTrainingAndStopsItWithinASecond(Cypher cypher) throws Exception {
        isShownAndStops(cypher, TRAIN);
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName"))
                .doesNotContain("large");
    }

    @Test
    void showsARunningComparisonAndStopsItWithinASecond(Cypher cypher) throws Exception {
        isShownAndStops(cypher, COMPARE);
    }

    @Test
    void showsATrainingOnRatingsAndStopsItWithinASecond(Cypher cypher) throws Exception {
        isShownAndStops(cypher, RATINGS);
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName"))
                .doesNotContain("large");
    }

    private static void isShownAndStops(Cypher cypher, String call) throws Exception {
        CompletableFuture<Neo4jException> ended = InBackground.run(() -> cypher.failure(call));
        String task = runningTask(cypher, ended);
        assertThat(call.toLowerCase(Locale.ROOT)).contains(task);
        Thread.sleep(500);
        assertThat(ended).as("ended by itself: %s", ended.getNow(null)).isNotDone();
        Record transaction = cypher.row(
                "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS query WHERE query = $call RETURN id",
                "call",
                call);
        // compiled once, so that it is not the compiler that is measured
        cypher.rows("TERMINATE TRANSACTION $id", "id", "neo4j-transaction-0");
        Clock clock = Clock.start("From TERMINATE to the end of `" + call + "`");
        cypher.rows("TERMINATE TRANSACTION $id", "id", transaction.get("id").asString());
        Neo4jException failure = ended.get(30, TimeUnit.SECONDS);
        clock.requireWithin(Duration.ofSeconds(1));
        assertThat(failure).hasMessageContaining("terminated");
        // the work stopped, and did not merely lose its listener
        assertThat(cypher.rows("CALL gds.listProgress() YIELD status WHERE status IN ['RUNNING', 'PENDING'] "
                        + "RETURN status"))
                .isEmpty();
    }

    /** The first word of the task that appears, in small letters; fails when the call ends before one is seen. */
    private static String runningTask(Cypher cypher, CompletableFuture<Neo4jException> ended)
            throws InterruptedException {
        while (!ended.isDone()) {
            for (Record row : cypher.rows(
                    "CALL gds.listProgress() YIELD taskName, status WHERE status = 'RUNNING' " + "RETURN taskName")) {
                return row.get("taskName").asString().strip().toLowerCase(Locale.ROOT);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("The call ended before it was seen running: " + ended.join());
    }
}
