// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.data.Dataset;
import org.graphrec.data.Dataset.Interaction;
import org.graphrec.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitLoaderTest {
    @TempDir
    Path folder;

    @Test
    void readsGowalla() throws IOException {
        Files.writeString(folder.resolve("train.txt"), "0 5 6\n1 5 \n");
        Files.writeString(folder.resolve("test.txt"), "0 7\n1\n");
        SplitDataset dataset = SplitLoader.lists("gowalla", folder);
        assertThat(dataset.train().interactions())
                .containsExactly(
                        new Interaction(0L, 5L, Map.of()),
                        new Interaction(0L, 6L, Map.of()),
                        new Interaction(1L, 5L, Map.of()));
        assertThat(dataset.test()).isEqualTo(Map.of(0L, Set.of(7)));
        assertThat(dataset.train().items()).hasSize(3);
        assertThat(dataset.text()).isFalse();
    }

    @Test
    void readsSequencesOfBeauty() throws IOException {
        Files.writeString(folder.resolve("items.tsv"), "item_id\tasin\ttitle\tx\n1\tB0\tA soap\t\n2\tB1\tA brush\t\n");
        Files.writeString(folder.resolve("sequences.txt"), "7 2 1\n8 1 2 1\n");
        SplitDataset dataset = SplitLoader.beauty(folder, true);
        assertThat(dataset.test()).isEqualTo(Map.of(7L, Set.of(1), 8L, Set.of(1)));
        assertThat(dataset.train().interactions())
                .containsExactly(
                        new Interaction(7L, 2L, Map.of("time", 1L)),
                        new Interaction(8L, 1L, Map.of("time", 1L)),
                        new Interaction(8L, 2L, Map.of("time", 2L)));
        assertThat(dataset.text()).isTrue();
    }

    @Test
    void readsTheSecondLastOfBeautyAsHistory() throws IOException {
        Files.writeString(folder.resolve("items.tsv"), "item_id\tasin\ttitle\tx\n1\tB0\tA soap\t\n");
        Files.writeString(folder.resolve("sequences.txt"), "8 1 2 3\n");
        SplitDataset dataset = SplitLoader.beauty(folder, false);
        assertThat(dataset.train().interactions()).containsExactly(new Interaction(8L, 1L, Map.of("time", 1L)));
        assertThat(dataset.later()).containsExactly(new Interaction(8L, 2L, Map.of("time", 2L)));
        assertThat(dataset.test()).isEqualTo(Map.of(8L, Set.of(3)));
        assertThat(dataset.protocol()).isEqualTo(Protocol.LAST_ITEM);
    }

    @Test
    void takesTheLastOfEachHistoryByTime() {
        SplitDataset split = timed().lastOfEach(0.5);
        assertThat(split.test()).isEqualTo(Map.of(1L, Set.of(10), 2L, Set.of(12)));
        assertThat(split.train().interactions()).extracting(Interaction::item).containsExactly(11L);
    }

    @Test
    void countsTheHalfOfTheItemsWithFewestInteractionsAsTail() {
        // 13 and 14 have none, and 5 / 2 items are two
        assertThat(timed().tail()).containsExactlyInAnyOrder(13, 14);
    }

    private static SplitDataset timed() {
        Schema schema = new Schema("User", "id", "Item", "id", "title", "INTERACTED", List.of());
        List<Map<String, Object>> items =
                List.of(Map.of("id", 10L), Map.of("id", 11L), Map.of("id", 12L), Map.of("id", 13L), Map.of("id", 14L));
        List<Interaction> pairs = List.of(
                new Interaction(1L, 10L, Map.of("time", 9L)),
                new Interaction(1L, 11L, Map.of("time", 3L)),
                new Interaction(2L, 12L, Map.of("time", 1L)));
        return new SplitDataset(
                "timed",
                new Dataset(schema, List.of(), List.of(Map.of("id", 1L), Map.of("id", 2L)), items, pairs),
                List.of(),
                Map.of(),
                true,
                Protocol.LAST_ITEM);
    }

    @Test
    void readsMovieLensWithValidationAsWhatCameLater() throws IOException {
        Files.write(
                folder.resolve("movies.dat"), "1::Café (1999)::Drama|Romance\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(
                folder.resolve("interactions.tsv"),
                "user\titem\trating\tsplit\n0\t1\t5\ttest\n0\t2\t3\ttrain\n0\t3\t3\tval\n");
        SplitDataset dataset = SplitLoader.movieLens1M(folder);
        assertThat(dataset.train().interactions()).hasSize(1);
        assertThat(dataset.later()).containsExactly(new Interaction(0L, 3L, Map.of()));
        assertThat(dataset.testInteractions()).isEqualTo(1);
        assertThat(dataset.train().items().get(0))
                .isEqualTo(Map.of("id", 1L, "title", "Café (1999)", "genres", "Drama, Romance"));
    }
}
