// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;

@ExtendWith(RunningDatabase.class)
class DistillTest {

    private static final String DISTILL = """
            CALL rec.encoder.distill('quick', {teacher: 'tiny', labels: ['Film'], textProperties: ['title'], dimension: 16})
            YIELD name, teacher, dimension, textCount, heldOutTexts, meanCosine, overlapAt10, fingerprint
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void load(Cypher cypher) throws IOException {
        StaticTeacher.write(
                folder.resolve("tiny"),
                List.of(
                        "the", "red", "old", "quiet", "last", "silver", "broken", "robot", "cook", "river", "train",
                        "painter", "island", "of", "north", "and", "sea", "in", "winter"));
        useFolder();
        cypher.wipe();
        cypher.rows("""
                UNWIND ['red', 'old', 'quiet', 'last', 'silver', 'broken'] AS a
                UNWIND ['robot', 'cook', 'river', 'train', 'painter', 'island'] AS b
                UNWIND ['of the north', 'and the sea', 'in winter'] AS c
                CREATE (:Film {title: 'The ' + a + ' ' + b + ' ' + c})
                """);
    }

    @AfterEach
    void forget() {
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        OpenEncoders.configure(EncoderSources.bundled(""));
    }

    private void useFolder() {
        OpenEncoders.configure(new EncoderSources(new EncoderFolder(folder, Set.of()), null, null, 2, ""));
    }

    @Test
    void makesAnEncoderLikeAnyOtherAndSaysHowNearItComes(Cypher cypher) {
        Record row = cypher.row(DISTILL);
        assertThat(row.get("dimension").asLong()).isEqualTo(16);
        assertThat(row.get("textCount").asLong()).isEqualTo(108);
        assertThat(row.get("heldOutTexts").asLong()).isEqualTo(10);
        assertThat(row.get("meanCosine").asDouble()).isBetween(0.7, 1.0);
        assertThat(row.get("overlapAt10").asDouble()).isBetween(0.3, 1.0);

        assertThat(cypher.row("""
                        CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], encoder: 'quick'})
                        YIELD nodePropertiesWritten
                        """).get(0).asLong()).isEqualTo(108);
        assertThat(cypher.value("""
                        WITH rec.embed.query('a train in winter', 'quick') AS query
                        MATCH (f:Film) RETURN f.title
                        ORDER BY vector.similarity.cosine(f.embedding, query) DESC LIMIT 1
                        """).asString()).contains("train in winter");
        assertThat(cypher.value("MATCH (f:Film) RETURN f.embeddingPassport LIMIT 1")
                        .asString())
                .startsWith("quick:16:" + row.get("fingerprint").asString().substring(0, 16));
    }

    @Test
    void isThereAfterARestartWithTheSameFingerprint(Cypher cypher) {
        String fingerprint = cypher.row(DISTILL).get("fingerprint").asString();
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        useFolder();
        Record row = cypher.row("CALL rec.encoder.load('quick') YIELD kind, approved, fingerprint");
        assertThat(row.get("kind").asString()).isEqualTo("static");
        assertThat(row.get("approved").asBoolean()).isTrue();
        assertThat(row.get("fingerprint").asString()).isEqualTo(fingerprint);
    }

    @Test
    void refusesATableThatIsNotTheOneOfItsPassport(Cypher cypher) throws Exception {
        cypher.row(DISTILL);
        Path table = folder.resolve("quick/model.safetensors");
        byte[] bytes = Files.readAllBytes(table);
        bytes[bytes.length - 1] ^= 1;
        Files.write(table, bytes);
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        useFolder();
        assertThat(cypher.failure("RETURN rec.embed('a', 'quick')"))
                .hasMessageContaining(
                        "The file `model.safetensors` of the encoder is refused: its SHA-256 is not the one in"
                                + " `passport.json`. Distill the encoder again.");
    }

    @Test
    void leavesAnEncoderOfThatNameAsItIs(Cypher cypher) {
        cypher.row(DISTILL);
        assertThat(cypher.failure(DISTILL))
                .hasMessageContaining("The folder of encoders already has `quick`. Choose another name");
        assertThat(cypher.failure("CALL rec.encoder.distill('all-MiniLM-L6-v2')"))
                .hasMessageContaining("`all-MiniLM-L6-v2`, which is that of another encoder. Choose another.");
    }

    @Test
    void saysWhatIsMissing(Cypher cypher) {
        assertThat(cypher.failure("CALL rec.encoder.distill('quick', {labels: ['Film']})"))
                .hasMessageContaining("The values of `labels` and `textProperties` (or `template`) go together");
        assertThat(cypher.failure("CALL rec.encoder.distill('../quick', {})"))
                .hasMessageContaining("must be 1 to 64 letters, digits, `_` or `-`");
        OpenEncoders.configure(EncoderSources.bundled(""));
        assertThat(cypher.failure("CALL rec.encoder.distill('quick', {})"))
                .hasMessageContaining("set `rec.encoder.folder` in graph-recommender.conf");
    }
}
