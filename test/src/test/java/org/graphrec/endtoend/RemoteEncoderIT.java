// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.InBackground;
import org.graphrec.fixtures.Killing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** An embedding service that the operator set, played by this JVM. */
@ExtendWith(RunningEncoderServer.class)
class RemoteEncoderIT {
    private static final String WRITE =
            "CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot'], encoder: 'service:latest'%s}) "
                    + "YIELD nodePropertiesWritten AS written, nodesSkipped AS skipped RETURN [written, skipped]";

    @BeforeEach
    void load(EncoderServer server) {
        server.failures.set(0);
        server.failureStatus = 503;
        server.delayMillis = 0;
        server.cypher().wipe();
        server.cypher().rows("UNWIND range(1, 25) AS i CREATE (:Film {plot: 'film ' + i})");
        server.cypher().rows("CREATE (:Film {plot: ''})");
        server.requests.clear();
    }

    @Test
    void writesWhatTheServiceGivesInBatches(EncoderServer server) {
        Cypher cypher = server.cypher();
        cypher.rows("CALL rec.encoder.drop('service:latest')");
        assertThat(cypher.value(WRITE.formatted("")).asList()).containsExactly(25L, 0L);
        // one to learn the dimension, and 25 texts in tens
        assertThat(server.requests)
                .hasSize(4)
                .allMatch(request -> request.startsWith("Bearer " + EncoderServer.KEY))
                .allMatch(request -> request.contains("\"model\":\"service:latest\""));
        Record row = cypher.row("""
                MATCH (f:Film {plot: 'film 7'})
                RETURN gds.similarity.cosine(f.embedding, rec.embed('film 7', 'service:latest')) AS same,
                       f.embeddingPassport STARTS WITH 'service:latest:4:' AS passport
                """);
        assertThat(row.get("same").asDouble()).isGreaterThan(0.999999);
        assertThat(row.get("passport").asBoolean()).isTrue();
    }

    @Test
    void sendsNoTextTwiceWhenNothingChanged(EncoderServer server) {
        Cypher cypher = server.cypher();
        cypher.rows(WRITE.formatted(""));
        server.requests.clear();
        assertThat(cypher.value(WRITE.formatted(", onlyStale: true")).asList()).containsExactly(0L, 25L);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void putsThePrefixBeforeQueries(EncoderServer server) {
        server.cypher().rows("RETURN rec.embed.query('robots', 'service:latest')");
        assertThat(server.requests).last().asString().contains("\"query: robots\"");
        server.cypher().rows("RETURN rec.embed('robots', 'service:latest')");
        assertThat(server.requests).last().asString().contains("\"robots\"");
    }

    @Test
    void triesAgainAfterAPassingFailure(EncoderServer server) {
        server.cypher().rows("CALL rec.encoder.load('service:latest')");
        server.failures.set(1);
        assertThat(server.cypher().value(WRITE.formatted("")).asList()).containsExactly(25L, 0L);
    }

    @Test
    void keepsWhatIsWrittenWhenTheServiceFailsAndSaysSo(EncoderServer server) {
        Cypher cypher = server.cypher();
        cypher.rows("UNWIND range(26, 1200) AS i CREATE (:Film {plot: 'film ' + i})");
        cypher.rows("CALL rec.encoder.load('service:latest')");
        server.requests.clear();
        server.delayMillis = 20;
        server.failureStatus = 401;
        CompletableFuture<Neo4jException> failing = InBackground.run(() -> cypher.failure(WRITE.formatted("")));
        while (cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong() == 0) {
            assertThat(failing).isNotDone();
        }
        server.failures.set(1);
        Neo4jException failure = failing.join();
        server.failures.set(0);
        long written = cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong();
        assertThat(written).isBetween(499L, 1000L);
        assertThat(failure)
                .hasMessageContaining("The embedding service for the model `service:latest` answered with status 401."
                        + " Check `rec.encoder.remote.key` in graph-recommender.conf.")
                .hasMessageContaining(
                        written + " vectors were written and stay; `onlyStale: true` continues from there.");
        assertThat(cypher.value(WRITE.formatted(", onlyStale: true")).asList())
                .containsExactly(1200 - written, written);
    }

    @Test
    void isGivenUpWithinASecondThoughTheServiceHangs(EncoderServer server) throws Exception {
        Cypher cypher = server.cypher();
        cypher.rows("CALL rec.encoder.drop('service:latest')");
        server.delayMillis = 4_000;
        // not even its dimension is known yet
        CompletableFuture<Neo4jException> hanging = InBackground.run(() -> cypher.failure(WRITE.formatted("")));
        while (server.requests.isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(cypher.value("RETURN size(rec.embed('the bundled encoder does not wait'))")
                        .asLong())
                .isEqualTo(384);
        Clock clock = Killing.terminate(cypher, WRITE.formatted(""), hanging);
        assertThat(hanging.get(20, TimeUnit.SECONDS)).hasMessageContaining("terminated");
        clock.requireWithin(Duration.ofSeconds(1));
    }

    @Test
    void showsItsKeyInNoErrorAndInNoLog(EncoderServer server) throws IOException {
        Cypher cypher = server.cypher();
        cypher.rows("CALL rec.encoder.load('service:latest')");
        for (int status : List.of(400, 401, 403, 404, 413, 302, 503)) {
            server.failureStatus = status;
            server.failures.set(2);
            Neo4jException failure = cypher.failure("RETURN rec.embed('robots', 'service:latest')");
            assertThat(failure).hasMessageContaining(String.valueOf(status));
            assertThat(failure.getMessage()).doesNotContain(EncoderServer.KEY).doesNotContain("robots");
        }
        server.failures.set(0);
        assertThat(cypher.rows("CALL rec.encoder.list()").toString()).doesNotContain(EncoderServer.KEY);
        assertThat(cypher.rows("SHOW SETTINGS").toString()).doesNotContain(EncoderServer.KEY);
        assertThat(server.logs()).isNotEmpty().doesNotContain(EncoderServer.KEY);
    }
}
