// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.TransientTransactionFailureException;

/**
 * A graph that others write to while it is projected and trained: what they change is no difference, and a projection that reads
 * differently is found all the same.
 */
class LivingGraphTest {
    private static final int ROUNDS = Integer.getInteger("rec.rounds", 2);
    private static final int WRITERS = 8;
    private static final long PAUSE_MILLIS = 40;
    private static final int USERS = 200;
    private static final int ITEMS = 60;

    /** What a writer does with a user and an item. */
    private static final List<String> WRITES = List.of(
            "MATCH (u:User {number: $u}), (f:Film {number: $i}) CREATE (u)-[:RATED {rating: $r}]->(f)",
            "MATCH (:User {number: $u})-[r:RATED]->() WITH r LIMIT 1 SET r.rating = $r",
            "MATCH (:User {number: $u})-[r:RATED]->() WITH r LIMIT 1 DELETE r",
            "MATCH (u:User {number: $u}), (f:Film {number: $i})"
                    + " CREATE (u)-[:PLACED]->(:Order {at: $r})-[:CONTAINS {quantity: $r}]->(f)",
            "MATCH (:User {number: $u})-[:PLACED]->(o:Order)-[c:CONTAINS]->() WITH o, c LIMIT 1 SET c.quantity = $r, o.at = $r",
            "MATCH (:User {number: $u})-[:PLACED]->(o:Order) WITH o LIMIT 1 DETACH DELETE o");

    private static final List<String> READ_RIGHT = List.of(
            "CALL gds.graph.project('g', ['User', 'Film'], {RATED: {properties: ['rating']}}) YIELD nodeCount RETURN 1",
            "MATCH (u:User)-[r:RATED]->(f:Film) RETURN gds.graph.project('g', u, f, {sourceNodeLabels: labels(u),"
                    + " targetNodeLabels: labels(f), relationshipType: 'RATED', relationshipProperties: {rating: r.rating}})",
            "MATCH (u:User)-[:PLACED]->(o:Order)-[c:CONTAINS]->(f:Film) RETURN gds.graph.project('g', u, f, {sourceNodeLabels:"
                    + " labels(u), targetNodeLabels: labels(f), relationshipType: 'BOUGHT', relationshipProperties: {rating:"
                    + " c.quantity}})",
            "CALL rec.graph.project('g', {users: 'User', items: 'Film', interactions: [{name: 'bought', pattern:"
                    + " '(user)-[:PLACED]->(o:Order)-[c:CONTAINS]->(item)', weight: 'c.quantity', time: 'o.at'}]}) YIELD"
                    + " nodeCount RETURN 1");

    /** Each takes what its text does not give away. */
    private static final List<String> READ_DIFFERENTLY = List.of(
            "MATCH (u:User)-[r:RATED]->(f:Film) WITH u, f, r, 3 AS more RETURN gds.graph.project('g', u, f, {sourceNodeLabels:"
                    + " labels(u), targetNodeLabels: labels(f), relationshipType: 'RATED', relationshipProperties: {rating:"
                    + " r.rating + more}})",
            "MATCH (u:User)-[r:RATED]->(f:Film) WITH u, f, r WHERE r.rating > 2 RETURN gds.graph.project('g', u, f,"
                    + " {sourceNodeLabels: labels(u), targetNodeLabels: labels(f), relationshipType: 'RATED',"
                    + " relationshipProperties: {rating: r.rating}})");

    @TempDir
    private Path home;

    private EmbeddedDatabase database;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong();

    @Test
    void isReadAsItWasProjectedAndADifferenceIsStillFound() throws Exception {
        try (EmbeddedDatabase started = new EmbeddedDatabase(home)) {
            database = started;
            fill();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                SplittableRandom random = new SplittableRandom(w);
                writers.add(threads.submit(() -> write(random)));
            }
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    READ_RIGHT.forEach(this::trains);
                    READ_DIFFERENTLY.forEach(this::isRefused);
                }
            } finally {
                stop.set(true);
                threads.shutdown();
                assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(written.get()).isPositive();
        }
    }

    private void fill() {
        run("CREATE INDEX FOR (u:User) ON (u.number)", Map.of());
        run("CREATE INDEX FOR (f:Film) ON (f.number)", Map.of());
        run("UNWIND range(0, " + (ITEMS - 1) + ") AS i CREATE (:Film {number: i})", Map.of());
        run("UNWIND range(0, " + (USERS - 1) + ") AS u CREATE (:User {number: u})", Map.of());
        run(
                "MATCH (u:User), (f:Film) WHERE (u.number * 7 + f.number * 11) % 6 = 0"
                        + " CREATE (u)-[:RATED {rating: 1.0 + (u.number + f.number) % 5}]->(f),"
                        + " (u)-[:PLACED]->(:Order {at: f.number})-[:CONTAINS {quantity: 1.0 + u.number % 3}]->(f)",
                Map.of());
    }

    private void write(SplittableRandom random) {
        while (!stop.get()) {
            // some users are left alone, by whom a projection is told from changes
            Map<String, Object> parameters = Map.of(
                    "u",
                    (long) random.nextInt(USERS / 2),
                    "i",
                    (long) random.nextInt(ITEMS),
                    "r",
                    1.0 + random.nextInt(5));
            try {
                run(WRITES.get(random.nextInt(WRITES.size())), parameters);
                written.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (TransientTransactionFailureException deadlock) {
                // two of them in each other's way: the next one does
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void trains(String projection) {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run(projection, Map.of());
        assertThat(train())
                .as(projection)
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat((Long) row.get("changed")).isNotNegative());
    }

    private void isRefused(String projection) {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run(projection, Map.of());
        assertThatThrownBy(this::train)
                .as(projection)
                .rootCause()
                .hasMessageContainingAll("are not those of the live graph", "history: 'projected'");
    }

    private List<Map<String, Object>> train() {
        run("CALL rec.model.drop('m', false) YIELD modelName RETURN modelName", Map.of());
        return run(
                "CALL rec.train('g', {modelName: 'm', architecture: 'popularity', relationshipWeightProperty: $weight})"
                        + " YIELD changedSinceProjection RETURN changedSinceProjection AS changed",
                Map.of("weight", weight()));
    }

    private String weight() {
        return run("CALL rec.graph.list('g') YIELD declaration RETURN declaration IS NULL AS byHand", Map.of())
                        .get(0)
                        .get("byHand")
                        .equals(true)
                ? "rating"
                : "weight";
    }

    private List<Map<String, Object>> run(String statement, Map<String, Object> parameters) {
        return database.in(
                EmbeddedDatabase.ROOT,
                transaction ->
                        transaction.execute(statement, parameters).stream().toList());
    }
}
