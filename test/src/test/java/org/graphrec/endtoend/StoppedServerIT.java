// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.InBackground;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** The process ends while text is encoded: in order, by a stop; and by a crash of native code. */
@Tag("reliability")
@Timeout(14_400)
class StoppedServerIT {
    /** {@code -Drec.server.stops=50} for more of them. */
    private static final int STOPS = Integer.getInteger("rec.server.stops", 1);

    private static final int KILLS = Integer.getInteger("rec.server.kills", 2);

    private static final String WRITE = "CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot']})";

    @TempDir
    private Path temporary;

    private static TestServer start(String name, String settings) {
        return TestServer.start(ServerOptions.ofBuild(Path.of("target"), name)
                .withHeap("512m")
                .withConfigurationFile("graph-recommender.conf", settings));
    }

    /** The same server, started again and from then on in half the time: it maps classes that this one archives at its end. */
    private TestServer quick(TestServer server) {
        ServerOptions options = server.server().options();
        Path archive = temporary.resolve("classes.jsa");
        server.restart(options.withJvmFlags(List.of("-XX:ArchiveClassesAtExit=" + archive)));
        server.restart(options.withJvmFlags(
                List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")));
        return server;
    }

    private static void load(Cypher cypher, int films, int words) {
        cypher.rows("""
                UNWIND range(1, $films) AS i
                CREATE (:Film {plot: reduce(t = '', w IN range(1, $words) | t + ' word' + i * w)})
                """, "films", films, "words", words);
    }

    /** Embeds until the server is gone; returns once the first vectors are there. */
    private static CompletableFuture<Neo4jException> embedding(Cypher cypher) throws InterruptedException {
        long before = embedded(cypher);
        CompletableFuture<Neo4jException> ended = InBackground.run(() -> cypher.failure(WRITE));
        while (embedded(cypher) == before && !ended.isDone()) {
            Thread.sleep(20);
        }
        assertThat(ended).isNotDone();
        return ended;
    }

    private static long embedded(Cypher cypher) {
        return cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong();
    }

    /** Reports of crashes that Java wrote for the process. */
    private static List<Path> crashReports(StandaloneServer server) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
            return files.filter(file -> file.getFileName().toString().equals("hs_err_pid" + server.pid() + ".log"))
                    .toList();
        }
    }

    @Test
    void stopsInOrderWhileTextIsEncoded() throws Exception {
        Random random = new Random(1);
        try (TestServer cypher = start("it-stopped", "")) {
            load(cypher, 6_000, 8);
            for (int stop = 1; stop <= STOPS; stop++) {
                cypher.rows("MATCH (f:Film) REMOVE f.embedding, f.embeddingPassport");
                CompletableFuture<Neo4jException> ended = embedding(cypher);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
                StandaloneServer server = cypher.server();
                Clock clock = Clock.start("A stop while text is encoded");
                server.close();
                clock.requireWithin(Duration.ofSeconds(25));
                assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
                // SIGTERM's own code, or that of a programme which ended well
                assertThat(server.awaitExit()).as("exit code of stop %d", stop).isIn(0, 143);
                assertThat(crashReports(server)).isEmpty();
                assertThat(cypher.log("console.log")).doesNotContain("fatal error");
                if (stop < STOPS) {
                    cypher.restart();
                    assertThat(status(cypher, "crashes")).isEqualTo("ok");
                }
            }
        }
    }

    /** {@code -Drec.server.kills=1000} for more of them. */
    @Test
    @Tag("long")
    void goesOnWhereItWasKilledWhileTextWasEncoded() throws Exception {
        long seed = Long.getLong("rec.seed", System.nanoTime());
        Figure.print("random moments of kills, -Drec.seed", String.valueOf(seed));
        Random random = new Random(seed);
        try (TestServer cypher = quick(start("it-embed-killed", "rec.encoder.crash_limit=0"))) {
            // a few seconds, so that what takes time is the server's start
            load(cypher, 3_000, 1);
            long encodedBefore = 0;
            int kills = 0;
            while (kills < KILLS) {
                CompletableFuture<Neo4jException> ended = embedding(cypher);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
                cypher.kill();
                boolean amid = ended.get(60, TimeUnit.SECONDS) != null;
                cypher.restart();
                long written = embedded(cypher);
                assertThat(written).isPositive();
                goesOn(cypher, written);
                if (!amid) {
                    // it had just ended: all is there, but the kill does not count
                    assertThat(written).isEqualTo(3_000);
                    continue;
                }
                kills++;
                encodedBefore += written;
                if (kills % 100 == 0 || kills == KILLS) {
                    Figure.print(
                            "killed while text was encoded",
                            kills + " kills; " + encodedBefore / kills
                                    + " vectors each were there and not encoded again");
                }
            }
        }
    }

    /** No vector is half written, and the rest alone is encoded. */
    private static void goesOn(TestServer cypher, long written) {
        assertThat(cypher.value(
                                "MATCH (f:Film) WHERE (f.embedding IS NULL) <> (f.embeddingPassport IS NULL) RETURN count(*)")
                        .asLong())
                .as("vectors without passport")
                .isZero();
        Record stats = cypher.row("MATCH (f:Film) WHERE f.embedding IS NULL WITH count(*) AS left CALL"
                + " rec.embed.nodes.write(['Film'], {textProperties: ['plot'], onlyStale: true}) YIELD nodesSkipped,"
                + " nodePropertiesWritten RETURN left, nodesSkipped, nodePropertiesWritten");
        assertThat(stats.get("nodesSkipped").asLong()).isEqualTo(written);
        assertThat(stats.get("nodePropertiesWritten").asLong())
                .isEqualTo(stats.get("left").asLong());
        cypher.rows("MATCH (f:Film) REMOVE f.embedding, f.embeddingPassport");
    }

    @Test
    @Tag("long")
    void startsWithNativeCodeOffAfterTwoCrashesAndKeepsTheRest() throws Exception {
        try (TestServer cypher = start("it-crashed", "rec.model.store_location=" + temporary)) {
            Checkerboard.load(cypher);
            Checkerboard.train(cypher, "model", "itemGraph");
            cypher.rows("CALL rec.model.store('model')");
            load(cypher, 6_000, 8);
            crashTwice(cypher);
            assertThat(cypher.failure("RETURN rec.embed('text')"))
                    .hasMessageContaining(
                            "Native code is off, and with it the encoders of this server: in the last day the"
                                    + " server ended 2 times while native code ran")
                    .hasMessageContaining("delete the file `graph-recommender.native`");
            assertThat(cypher.failure(WRITE)).hasMessageContaining("Native code is off");
            assertThat(cypher.rows("MATCH (u:User {name: 'user1'}) CALL rec.recommend.stream('model', u, {k: 3})"
                            + " YIELD item RETURN item"))
                    .hasSize(3);
            Files.delete(cypher.server().home().resolve("data/graph-recommender.native"));
            cypher.restart();
            assertThat(cypher.value("RETURN size(rec.embed('text'))").asLong()).isEqualTo(384);
        }
    }

    private static void crashTwice(TestServer cypher) throws Exception {
        int crashes = 0;
        for (int tries = 0; crashes < 2; tries++) {
            assertThat(tries).as("tries to hit native code").isLessThan(8);
            CompletableFuture<Neo4jException> ended = embedding(cypher);
            StandaloneServer server = cypher.server();
            // what the system sends a process whose native code reads where nothing is
            assertThat(new ProcessBuilder("kill", "-SEGV", Long.toString(server.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            server.awaitExit();
            assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
            List<Path> reports = crashReports(server);
            assertThat(reports).hasSize(1);
            Files.delete(reports.get(0));
            cypher.kill();
            cypher.restart();
            // the signal may come between two calls of native code, where a crash of its own never does
            List<String> expected = List.of("ok", "warning", "problem");
            assertThat(status(cypher, "crashes")).isIn(expected.get(crashes), expected.get(crashes + 1));
            crashes = expected.indexOf(status(cypher, "crashes"));
            assertThat(status(cypher, "natives")).isEqualTo(crashes < 2 ? "ok" : "problem");
        }
    }

    private static String status(Cypher cypher, String check) {
        return cypher.value("CALL rec.doctor() YIELD check, status WHERE check = $check RETURN status", "check", check)
                .asString();
    }
}
