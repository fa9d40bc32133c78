// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphrec.procedures.model.CatalogSteps.state;
import static org.graphrec.procedures.model.CatalogSteps.train;
import static org.graphrec.procedures.model.CatalogSteps.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's folder as a catalog finds it: files that are corrupt, gone or of others, and other servers. */
class ModelFilesTest {
    @TempDir
    Path stored;

    private final Lines log = new Lines();
    private SharedCatalog shared;
    private ModelCatalog ada;

    @BeforeEach
    void start() {
        shared = new SharedCatalog(new ModelLocations(stored, null, ""), log);
        ada = catalog(shared, "ada");
    }

    @AfterEach
    void stop() {
        shared.store().close();
    }

    private static ModelCatalog catalog(SharedCatalog shared, String user) {
        return new ModelCatalog(shared, user, "neo4j", "db", false, Monitor.SILENT);
    }

    /** As after a restart: nothing in memory, and the lock given back. */
    private void restart() {
        stop();
        start();
    }

    private Path folder() {
        return stored.resolve("graph-recommender-models");
    }

    private Path file(String name) {
        return folder().resolve(new ModelKey("db", "ada", name).fileKey() + ".safetensors");
    }

    @Test
    void setsACorruptModelAsideWithOneWarning() throws IOException {
        train(ada, "good", 1);
        train(ada, "rotten", 2);
        train(ada, "headless", 3);
        for (String name : List.of("good", "rotten", "headless")) {
            ada.store(name);
        }
        Path folder = folder();
        change(folder, "rotten", -1);
        change(folder, "headless", 300);
        Random random = new Random(6);
        for (int i = 0; i < 1_000; i++) {
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            Files.write(folder.resolve(i + ".safetensors"), garbage);
        }
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.createDirectory(folder.resolve("folder.safetensors"));
        restart();
        assertThat(log.count("WARN")).isZero();
        assertThat(ada.entries()).extracting(entry -> entry.key().name()).containsExactly("good", "rotten");
        assertThat(log.count("WARN")).isEqualTo(1_002);
        assertThat(ada.model("good")).isNotNull();
        assertThatThrownBy(() -> ada.model("rotten"))
                .hasMessage("The stored model `rotten` cannot be loaded. The model file is corrupt: the checksum of its"
                        + " tensors is wrong. It was set aside; train it again with `rec.train`.");
        assertThat(state(ada, "rotten")).isEqualTo("gone");
        assertThat(log.count("WARN")).isEqualTo(1_003);
        train(ada, "rotten", 4);
        restart();
        assertThat(ada.entries()).hasSize(1);
        // the folder is no file that could be corrupt, and is told again
        assertThat(log.count("WARN")).isEqualTo(1_004);
        assertThat(folder.resolve("notes.txt")).exists();
    }

    private static void change(Path folder, String name, int at) throws IOException {
        Path file = folder.resolve(new ModelKey("db", "ada", name).fileKey() + ".safetensors");
        byte[] content = Files.readAllBytes(file);
        content[at < 0 ? content.length + at : at] ^= 1;
        Files.write(file, content);
    }

    @Test
    void setsAFileAsideThatIsOfAnotherModel() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        Path folder = folder();
        String others = new ModelKey("db", "bob", "m").fileKey();
        Files.move(
                folder.resolve(new ModelKey("db", "ada", "m").fileKey() + ".safetensors"),
                folder.resolve(others + ".safetensors"));
        restart();
        assertThat(ada.entries()).isEmpty();
        assertThat(catalog(shared, "bob").entries()).isEmpty();
        assertThat(log.lines("WARN")).singleElement().asString().contains(others, "it has the name of another model");
        assertThat(folder.resolve(others + ".corrupt")).exists();
    }

    @Test
    void leavesAModelOfALaterVersionAlone() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        Path file = folder().resolve(new ModelKey("db", "ada", "m").fileKey() + ".safetensors");
        byte[] later = Later.version(Files.readAllBytes(file));
        Files.write(file, later);
        restart();
        assertThat(ada.entries()).isEmpty();
        assertThatThrownBy(() -> ada.load("m"))
                .hasMessage("The stored model `m` cannot be loaded. The model file has format 3 but this version reads"
                        + " formats up to 2. Update the plugin.");
        train(ada, "m", 2);
        assertThatThrownBy(() -> ada.store("m")).hasMessageContaining("has format 3");
        assertThat(Files.readAllBytes(file)).isEqualTo(later);
    }

    @Test
    void leavesTheFolderOfAnotherServerAlone() {
        train(ada, "m", 1);
        ada.store("m");
        SharedCatalog second = new SharedCatalog(new ModelLocations(stored, null, ""), log);
        ModelCatalog there = new ModelCatalog(second, "ada", "neo4j", "db", false, Monitor.SILENT);
        assertThat(weights(there.model("m"))).isEqualTo(weights(ada.model("m")));
        assertThatThrownBy(() -> there.store("m"))
                .hasMessage("Another server writes into the folder of the setting `rec.model.store_location`. Give each"
                        + " server a folder of its own.");
        assertThatThrownBy(() -> there.delete("m")).hasMessageStartingWith("Another server writes");
        shared.store().close();
        there.store("m");
        second.store().close();
    }

    @Test
    void tellsTheChecksumOfWhatItWrote() {
        String checksum =
                shared.store().put(new ModelKey("db", "ada", "m"), "ada", Models.itemGraph("m", 1), Monitor.SILENT);
        assertThat(file("m"))
                .content(StandardCharsets.ISO_8859_1)
                .contains(checksum)
                .hasSizeGreaterThan(64);
        assertThat(checksum).hasSize(64);
    }

    @Test
    void countsWhatIsThere() throws IOException {
        train(ada, "good", 1);
        train(ada, "rotten", 2);
        ada.store("good");
        ada.store("rotten");
        change(folder(), "rotten", 300);
        restart();
        assertThat(shared.store().health()).isEqualTo(new ModelFiles.Health(2, 0, true));
        assertThat(ada.entries()).hasSize(1);
        assertThat(shared.store().health()).isEqualTo(new ModelFiles.Health(1, 1, true));
        ModelFiles second = ModelFiles.open(new ModelLocations(stored, null, ""), log);
        assertThat(second.health()).isEqualTo(new ModelFiles.Health(1, 1, false));
    }

    @Test
    void onlyReadsTheFolderOfAnotherServer() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        change(folder(), "m", 300);
        Path unfinished = Files.writeString(folder().resolve("begun.tmp"), "half");
        SharedCatalog second = new SharedCatalog(new ModelLocations(stored, null, ""), log);
        assertThat(catalog(second, "ada").entries()).isEmpty();
        assertThat(unfinished).exists();
        assertThat(file("m")).exists();
        second.store().health();
        assertThat(log.lines("WARN"))
                .hasSize(2)
                .startsWith("Another server writes into the folder of `rec.model.store_location`: this one reads it.")
                .last()
                .asString()
                .contains(".safetensors is not used: The model file is corrupt");
        second.store().close();
        restart();
        assertThat(ada.entries()).isEmpty();
        assertThat(unfinished).doesNotExist();
        assertThat(file("m")).doesNotExist();
    }

    @Test
    void saysWhenACorruptFileCannotBeSetAside() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        change(folder(), "m", 300);
        Files.createDirectories(folder().resolve(new ModelKey("db", "ada", "m").fileKey() + ".corrupt/full"));
        restart();
        assertThat(ada.entries()).isEmpty();
        assertThat(log.lines("WARN")).hasSize(2).last().asString().contains("cannot be renamed");
    }

    @Test
    void stopsListingWhenTheCallIsTerminated() {
        train(ada, "m", 1);
        ada.store("m");
        restart();
        assertThatThrownBy(() -> shared.all(Monitor.whileTrue(() -> false))).isInstanceOf(CancellationException.class);
        assertThat(state(ada, "m")).isEqualTo("stored");
    }

    @Test
    void loadsNoModelThatTheHeapCannotHold() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        ada.drop("m");
        long bytes = Files.size(file("m"));
        try {
            MemoryGuard.configure(1e-12);
            assertThatThrownBy(() -> ada.model("m"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("`rec.model.load` was refused: it may need "
                            + EstimateRow.readable(bytes + bytes / 4) + " of heap");
        } finally {
            MemoryGuard.configure(MemoryGuard.USUAL_SHARE);
        }
        assertThat(ada.model("m")).isNotNull();
    }

    @Test
    void listsNothingFromAFolderThatIsNone() throws IOException {
        Path none = Files.writeString(stored.resolve("file"), "");
        SharedCatalog broken = new SharedCatalog(new ModelLocations(none, null, ""), log);
        ModelCatalog catalog = catalog(broken, "ada");
        train(catalog, "m", 1);
        assertThat(catalog.entries()).hasSize(1);
        assertThat(log.lines("WARN"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("The folder of `rec.model.store_location` cannot be used: "),
                        line -> assertThat(line)
                                .isEqualTo("Stored models cannot be listed: The folder of the setting"
                                        + " `rec.model.store_location` cannot be used; neo4j.log says why."));
        assertThatThrownBy(() -> catalog.store("m")).hasMessageEndingWith("cannot be used; neo4j.log says why.");
    }
}
