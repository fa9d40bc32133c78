// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.InBackground;
import org.graphrec.fixtures.Killing;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/** Only what changed is embedded again, also after a call that ended early. */
@ExtendWith(RunningDatabase.class)
@Timeout(600)
class FreshnessTest {
    private static final String WRITE =
            "CALL rec.embed.nodes.write(['Film'], {%s, onlyStale: true}) YIELD nodePropertiesWritten AS written, "
                    + "nodesSkipped AS skipped, emptyTexts AS empty RETURN [written, skipped, empty]";
    private static final String BY_TEXT = WRITE.formatted("textProperties: ['text']");

    @BeforeEach
    void wipe(Cypher cypher) {
        cypher.wipe();
    }

    private static void load(Cypher cypher, int films) {
        cypher.rows("""
                UNWIND range(1, $films) AS i
                CREATE (:Film {i: i, title: 'Film', text: reduce(t = 'film ' + i, w IN range(1, 6) | t + ' word' + (i * w) % 997)})
                """, "films", films);
    }

    @Test
    @Tag("clock")
    void costsAFiftiethAtMostWhenNothingChangedAndOneTextWhenOneDid(Cypher cypher) {
        load(cypher, 2500);
        // the first call of a server loads the model, which is not what is compared
        cypher.rows("RETURN rec.embed('warm')");
        long first = nanos(cypher, "[2500, 0, 0]");
        long[] again = new long[5];
        for (int run = 0; run < again.length; run++) {
            again[run] = nanos(cypher, "[0, 2500, 0]");
        }
        Arrays.sort(again);
        double percent = 100.0 * again[2] / first;
        System.out.println("second run, per cent of the first: " + percent);
        assertThat(percent).as("per cent of the first run").isLessThan(2);
        cypher.rows("MATCH (f:Film {i: 77}) SET f.text = 'something else'");
        assertThat(cypher.value(BY_TEXT).asList()).containsExactly(1L, 2499L, 0L);
    }

    private static long nanos(Cypher cypher, String expected) {
        long begin = System.nanoTime();
        assertThat(cypher.value(BY_TEXT).asList().toString()).isEqualTo(expected);
        return System.nanoTime() - begin;
    }

    @Test
    void embedsAllAgainByAnotherTemplateAndAVectorThatIsGone(Cypher cypher) {
        load(cypher, 20);
        String template = WRITE.formatted("template: '{title} {i}'");
        assertThat(cypher.value(template).asList()).containsExactly(20L, 0L, 0L);
        assertThat(cypher.value(template).asList()).containsExactly(0L, 20L, 0L);
        assertThat(cypher.value(WRITE.formatted("template: '{title}: {i}'")).asList())
                .containsExactly(20L, 0L, 0L);
        cypher.rows("MATCH (f:Film {i: 3}) REMOVE f.embedding");
        cypher.rows("MATCH (f:Film {i: 4}) REMOVE f.embeddingPassport");
        assertThat(cypher.value(WRITE.formatted("template: '{title}: {i}'")).asList())
                .containsExactly(2L, 18L, 0L);
    }

    @Test
    void takesTheVectorOfATextThatIsGoneButNoOther(Cypher cypher) {
        load(cypher, 3);
        cypher.rows(BY_TEXT);
        cypher.rows("MATCH (f:Film {i: 1}) REMOVE f.text");
        cypher.rows("MATCH (f:Film {i: 2}) REMOVE f.text, f.embeddingPassport");
        assertThat(cypher.value(BY_TEXT).asList()).containsExactly(0L, 1L, 2L);
        assertThat(cypher.column("MATCH (f:Film) RETURN size(f.embedding) AS size ORDER BY f.i"))
                .containsExactly(null, 384L, 384L);
        assertThat(cypher.column("MATCH (f:Film) RETURN f.embeddingPassport IS NULL ORDER BY f.i"))
                .containsExactly(true, true, false);
    }

    @Test
    void goesOnWhereAKilledCallEnded(Cypher cypher) throws Exception {
        load(cypher, 1500);
        CompletableFuture<Neo4jException> ended = InBackground.run(() -> cypher.failure(BY_TEXT));
        while (written(cypher) == 0) {
            assertThat(ended).isNotDone();
            Thread.sleep(20);
        }
        Clock clock = Killing.terminate(cypher, BY_TEXT, ended);
        assertThat(ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("terminated");
        clock.requireWithin(Duration.ofSeconds(1));
        long written = written(cypher);
        assertThat(written).isPositive().isLessThan(1500);
        assertThat(cypher.value("MATCH (f:Film) WHERE f.embedding IS NOT NULL RETURN count(f.embeddingPassport)")
                        .asLong())
                .isEqualTo(written);
        // and nothing goes on behind our back
        Thread.sleep(300);
        assertThat(written(cypher)).isEqualTo(written);
        assertThat(cypher.value(BY_TEXT).asList()).containsExactly(1500 - written, written, 0L);
    }

    @Test
    void endsWithinASecondThoughItWaitsForALock(Cypher cypher) throws Exception {
        load(cypher, 20);
        try (Session other = cypher.driver().session();
                var holding = other.beginTransaction()) {
            holding.run("MATCH (f:Film {i: 7}) SET f.held = true").consume();
            CompletableFuture<Neo4jException> ended = InBackground.run(() -> cypher.failure(BY_TEXT));
            Thread.sleep(1500);
            assertThat(ended).isNotDone();
            Clock clock = Killing.terminate(cypher, BY_TEXT, ended);
            assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
            clock.requireWithin(Duration.ofSeconds(1));
            holding.rollback();
        }
        assertThat(written(cypher)).isZero();
    }

    private static long written(Cypher cypher) {
        return cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong();
    }
}
