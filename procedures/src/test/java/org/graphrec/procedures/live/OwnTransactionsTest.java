// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.graphrec.fixtures.InBackground;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.Transaction;

/** Every procedure that writes to the graph, while somebody holds what it wants to write to: its own caller, or another. */
@Timeout(20)
class OwnTransactionsTest {
    private static final String USERS = "MATCH (n:User) SET n.held = true";
    private static final String ITEMS = "MATCH (n:Film) SET n.held = true";

    /** Neighbours of what is written in the chains of their nodes, which the commit alone wants. */
    private static final String RATINGS = "MATCH (:User)-[r:RATED]->(:Film) SET r.held = true";

    /** What was written before, and is to be replaced. */
    private static final String WRITTEN = "MATCH (a)-[r:W]->() SET r.held = true";

    /** A call, and what is locked in its way. */
    private record Case(String procedure, String arguments, String lock) {
        String statement() {
            return "CALL " + procedure + arguments;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("rec.embed.nodes.write", "(['Film'], {template: 'film {i}', writeProperty: 'w'})", ITEMS),
            new Case("rec.propagate.write", "('g', {featureProperties: ['vector'], writeProperty: 'w'})", USERS),
            new Case("rec.classify.write", "('g', {modelName: 'kinds', writeProperty: 'w'})", ITEMS),
            new Case("rec.recommend.write", "('m', '*', {k: 2, writeRelationshipType: 'W'})", USERS),
            new Case("rec.recommend.write", "('m', '*', {k: 2, writeRelationshipType: 'W'})", ITEMS),
            new Case("rec.recommend.write", "('m', '*', {k: 2, writeRelationshipType: 'W'})", RATINGS),
            new Case("rec.recommend.write", "('m', '*', {k: 2, writeRelationshipType: 'W'})", WRITTEN),
            new Case("rec.similar.write", "('m', '*', {k: 2, writeRelationshipType: 'W'})", ITEMS),
            new Case("rec.similar.write", "('m', '*', {k: 2, writeRelationshipType: 'W'})", RATINGS));

    /** Procedures of the modes that write which never wait for a lock of another transaction than the caller's, and why. */
    private static final Map<String, String> WITHOUT = Map.ofEntries(
            Map.entry("rec.feedback.write", "writes in the calling transaction, as CREATE does"),
            Map.entry("rec.recommend.show", "writes in the calling transaction, as CREATE does"),
            Map.entry("rec.forgetUser", "changes models, in memory and on disk"),
            Map.entry("rec.model.store", "writes a file"),
            Map.entry("rec.model.delete", "deletes a file"),
            Map.entry("rec.model.publish", "changes models, in memory and on disk"),
            Map.entry("rec.model.refresh", "changes models, in memory and on disk"),
            Map.entry("rec.model.export", "writes a file"),
            Map.entry("rec.dashboard.html", "returns a page, or writes a file"),
            Map.entry("rec.report.html", "returns a page, or writes a file"),
            Map.entry("rec.encoder.download", "writes files"),
            Map.entry("rec.encoder.distill", "writes files"),
            Map.entry("rec.index.create", "writes in the calling transaction, as CREATE INDEX does"));

    @TempDir
    private static Path home;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("graph-recommender.conf"), "rec.lock.timeout_seconds=1\n");
        database = new EmbeddedDatabase(home);
        run("UNWIND range(0, 9) AS i CREATE (:Film {i: i, kind: i % 2, vector: [sin(i), cos(i), 1.0]})");
        run("UNWIND range(0, 9) AS u CREATE (user:User {u: u, vector: [cos(u), sin(u), 0.5]}) WITH user, u"
                + " UNWIND range(0, 4) AS k MATCH (f:Film {i: (u + k * k) % 10}) MERGE (user)-[:RATED]->(f)");
        run(
                "CALL gds.graph.project('g', {User: {properties: 'vector'}, Film: {properties: ['vector', 'kind']}}, 'RATED')");
        run(
                "CALL rec.train('g', {modelName: 'm', architecture: 'itemKnn', sourceNodeLabel: 'User', targetNodeLabel: 'Film'})");
        run("CALL rec.classify.train('g', {modelName: 'kinds', architecture: 'sgc', featureProperties: ['vector'],"
                + " targetProperty: 'kind', targetNodeLabels: ['Film']})");
    }

    @AfterAll
    static void stop() {
        database.close();
        GraphStoreCatalog.removeAllLoadedGraphs();
        SharedCatalog.shutDown();
        // as the server does: native code that outlives its libraries crashes the process at its end
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        OpenEncoders.configure(EncoderSources.bundled(""));
        LockClock.configure(LockClock.USUAL_LIMIT);
    }

    @AfterEach
    void clear() {
        LockClock.configure(Duration.ofSeconds(1));
        run("MATCH ()-[r:W]->() DELETE r");
        run("MATCH (n) REMOVE n.w, n.wPassport, n.held");
        run("MATCH ()-[r:RATED]->() REMOVE r.held");
    }

    private static void run(String statement) {
        database.rows(EmbeddedDatabase.ROOT, statement);
    }

    /** What is found of what the calls write, and of what the others set. */
    private static long written() {
        return (Long) database.rows(
                        EmbeddedDatabase.ROOT,
                        "MATCH (n) WITH sum(size([x IN [n.w, n.wPassport, n.held]"
                                + " WHERE x IS NOT NULL])) AS nodes"
                                + " RETURN nodes + count {()-[r:W|RATED]->() WHERE r.rank IS NOT NULL OR r.held} AS n")
                .get(0)
                .get("n");
    }

    @Test
    void knowOfEveryProcedureThatWrites() {
        TreeSet<String> known = new TreeSet<>(WITHOUT.keySet());
        CASES.forEach(one -> known.add(one.procedure()));
        assertThat(database
                        .rows(
                                EmbeddedDatabase.ROOT,
                                "SHOW PROCEDURES YIELD name, mode WHERE name STARTS WITH 'rec.' AND mode <> 'READ' RETURN name")
                        .stream()
                        .map(row -> (String) row.get("name")))
                .as("add what is new to CASES, or to WITHOUT with the reason")
                .containsExactlyInAnyOrderElementsOf(known);
    }

    /** A transaction that is begun elsewhere cannot be terminated while it waits, and waits as long as it must. */
    @Test
    void areTheOnlyOnesThatTheCodeBegins() throws Exception {
        Path classes = Path.of(OwnTransaction.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> beginners = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                String code = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (code.contains("beginTx") || code.contains("beginTransaction")) {
                    beginners.add(file.getFileName().toString());
                }
            }
        }
        assertThat(beginners).containsExactly("OwnTransaction.class");
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void tellACallerThatHoldsTheLockItselfToCommitFirst(Case one) {
        prepare(one);
        String message;
        try (Transaction caller = database.begin(EmbeddedDatabase.ROOT)) {
            caller.execute(one.lock()).close();
            message = failure(caller, one);
        }
        assertThat(message)
                .matches("`" + one.procedure() + "` waited 1 s for a lock on (node|relationship) \\S+:\\d+ and gave up;"
                        + " nothing of this batch was written\\. The calling transaction itself holds the lock, as it has"
                        + " changed what is written to: commit it first, and call `" + one.procedure()
                        + "` in a transaction of its own\\.");
        assertNothingIsWritten(one);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void giveUpOnALockThatAnotherHolds(Case one) {
        prepare(one);
        String message;
        try (Transaction holder = database.begin(EmbeddedDatabase.ROOT);
                Transaction caller = database.begin(EmbeddedDatabase.ROOT)) {
            holder.execute(one.lock()).close();
            // changes of its own, but to something else
            caller.execute("CREATE (:Other)").close();
            message = failure(caller, one);
        }
        assertThat(message)
                .matches("`" + one.procedure() + "` waited 1 s for a lock on (node|relationship) \\S+:\\d+ and gave up;"
                        + " nothing of this batch was written\\. Another transaction holds the lock: end it \\(`SHOW"
                        + " TRANSACTIONS` lists it\\), or try again, or allow longer with `rec.lock.timeout_seconds` in"
                        + " graph-recommender.conf\\.");
        assertNothingIsWritten(one);
        assertThat(database.rows(EmbeddedDatabase.ROOT, "MATCH (o:Other) RETURN o"))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void endWithTheirCallThoughTheyWait(Case one) throws Exception {
        prepare(one);
        LockClock.configure(Duration.ofHours(1));
        try (Transaction holder = database.begin(EmbeddedDatabase.ROOT);
                Transaction caller = database.begin(EmbeddedDatabase.ROOT)) {
            holder.execute(one.lock()).close();
            AtomicReference<Thread> thread = new AtomicReference<>();
            CompletableFuture<String> ended = InBackground.run(() -> {
                thread.set(Thread.currentThread());
                return failure(caller, one);
            });
            awaitWaiting(thread);
            caller.terminate();
            assertThat(ended.get(10, TimeUnit.SECONDS))
                    .contains("terminated")
                    .doesNotContain("waited")
                    .doesNotContain("lock on");
        }
        assertNothingIsWritten(one);
    }

    private static void prepare(Case one) {
        if (one.lock().equals(WRITTEN)) {
            run("MATCH (u:User), (f:Film {i: u.u}) CREATE (u)-[:W]->(f)");
        }
    }

    /** What the innermost cause says, which is what a client is shown. */
    private static String failure(Transaction caller, Case one) {
        try {
            caller.execute(one.statement()).resultAsString();
            return "nothing";
        } catch (RuntimeException failed) {
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return String.valueOf(cause.getMessage());
        }
    }

    private static void assertNothingIsWritten(Case one) {
        assertThat(written()).isZero();
        // and there is nothing in the way any more
        run(one.statement());
        assertThat(written()).isPositive();
    }

    private static void awaitWaiting(AtomicReference<Thread> thread) throws InterruptedException {
        for (int waiting = 0; waiting < 20; Thread.sleep(10)) {
            boolean waits = thread.get() != null
                    && Arrays.stream(thread.get().getStackTrace())
                            .anyMatch(frame -> frame.getClassName().endsWith(".ForsetiClient"));
            waiting = waits ? waiting + 1 : 0;
        }
    }
}
