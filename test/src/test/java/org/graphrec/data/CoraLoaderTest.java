// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoraLoaderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        write("cora.content", "31336\t0\t1\t0\tNeural_Networks\n1061127\t1\t0\t0\tRule_Learning\n");
        write("cora.cites", "31336\t1061127\n31336\t404\n");
    }

    @Test
    void readsPapersAndWhoCitesWhom() {
        Dataset cora = new CoraLoader(folder).load();
        assertThat(cora.users())
                .containsExactly(
                        Map.of("paper", "31336", "words", List.of(0.0, 1.0, 0.0), "subject", "Neural_Networks"),
                        Map.of("paper", "1061127", "words", List.of(1.0, 0.0, 0.0), "subject", "Rule_Learning"));
        // the file names the cited paper first
        assertThat(cora.interactions()).containsExactly(new Dataset.Interaction("1061127", "31336", Map.of()));
        assertThat(cora.facts()).containsExactly("2 papers, 1 citations, 1 left out for want of content");
        assertThat(cora.schema().relationshipType()).isEqualTo("CITES");
    }

    @Test
    void namesTheMissingFileAndTheWayOut() throws IOException {
        Files.delete(folder.resolve("cora.cites"));
        assertFails("The folder `" + folder + "` has no `cora.cites`. Unpack the citation data set Cora into it:"
                + " cora.content and cora.cites.");
    }

    @Test
    void namesTheLineThatIsWrong() throws IOException {
        write("cora.content", "1\t0\t1\tA\n2\t0\tA\n");
        assertFails(
                "The file `" + folder.resolve("cora.content") + "` has a line with 3 fields after lines with 4: 2.");
        write("cora.content", "1\t0\t1\tA\n1\t0\t1\tA\n");
        assertFails("The file `" + folder.resolve("cora.content") + "` has the paper 1 twice.");
        write("cora.content", "1\t0\t7\tA\n");
        assertFails("The file `" + folder.resolve("cora.content")
                + "` must have 0 or 1 for each word but the paper 1 has `7`.");
        write("cora.content", "1\t0\t1\tA\n");
        write("cora.cites", "1\n");
        assertFails("The file `" + folder.resolve("cora.cites") + "` must have two papers a line but has 1: 1.");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> new CoraLoader(folder).load())
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
