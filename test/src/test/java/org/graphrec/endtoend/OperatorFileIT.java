// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.InBackground;
import org.graphrec.server.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.exceptions.Neo4jException;

/** A server whose operator made a mistake, and which is stopped in the middle of work. */
@Timeout(180)
class OperatorFileIT {
    private static final String WRITE = "CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot']})";

    @Test
    void startsWithABrokenFileAndStopsInOrderWhileTextIsEncoded() throws Exception {
        ServerOptions options = ServerOptions.ofBuild(Path.of("target"), "it-broken-server")
                .withHeap("512m")
                .withConfigurationFile(
                        "graph-recommender.conf", "rec.encoder.treads=3\nrec.encoder.remote.key=sk-secret");
        CompletableFuture<Neo4jException> ended;
        Clock clock;
        try (TestServer cypher = TestServer.start(options)) {
            assertThat(Files.readString(options.home().resolve("logs/neo4j.log")))
                    .contains("The file `graph-recommender.conf` is not used: There is no setting `rec.encoder.treads`."
                            + " Did you mean `rec.encoder.threads`?")
                    .doesNotContain("sk-secret");
            assertThat(cypher.failure("RETURN rec.embed('cat', 'bge')"))
                    .hasMessageContaining("`encoder` must be the name of an encoder but was `bge`")
                    .hasMessageContaining(
                            "The server's file `graph-recommender.conf` is not used; neo4j.log says why.");
            cypher.rows("""
                    UNWIND range(1, 5000) AS i
                    CREATE (:Film {plot: reduce(t = '', w IN range(1, 8) | t + ' word' + i * w)})
                    """);
            ended = InBackground.run(() -> cypher.failure(WRITE));
            while (cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong() == 0) {
                assertThat(ended).isNotDone();
                Thread.sleep(50);
            }
            clock = Clock.start("A stop while text is encoded");
        }
        clock.requireWithin(Duration.ofSeconds(20));
        assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(Files.readString(options.home().resolve("logs/neo4j.log"))).contains("Stopped.");
        assertThat(Files.readString(options.home().resolve("logs/console.log"))).doesNotContain("fatal error");
    }
}
