package org.graphrec.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.graphrec.data.Dataset.Interaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitLoaderTest {
    @TempDir
    Path folder;

    @Test
    void readsGowalla() throws IOException {
        Files.writeString(folder.resolve("train.txt"), "0 5 6\n1 5 \n");
        Files.writeString(folder.resolve("test.txt"), "0 7\n1\n");
        SplitDataset dataset = SplitLoader.gowalla(folder);
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
    void readsMovieLensWithValidationAsTrain() throws IOException {
        Files.write(
                folder.resolve("movies.dat"), "1::Café (1999)::Drama|Romance\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(
                folder.resolve("interactions.tsv"),
                "user\titem\trating\tsplit\n0\t1\t5\ttest\n0\t2\t3\ttrain\n0\t3\t3\tval\n");
        SplitDataset dataset = SplitLoader.movieLens1M(folder);
        assertThat(dataset.train().interactions()).hasSize(2);
        assertThat(dataset.testInteractions()).isEqualTo(1);
        assertThat(dataset.train().items().get(0))
                .isEqualTo(Map.of("id", 1L, "title", "Café (1999)", "genres", "Drama, Romance"));
    }
}
