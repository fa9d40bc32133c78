// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.ModelFileException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStorageTest {
    private static final TensorFile FILE = Samples.file(1, 500_000);

    @TempDir
    Path parent;

    private FolderStorage storage;
    private TensorStore store;
    private Path folder;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        storage = FolderStorage.within(parent, "models");
        store = new TensorStore(storage);
        folder = parent.resolve("models");
        file = folder.resolve("m.safetensors");
    }

    @Test
    void keepsModelsOnARealDisk() {
        store.put("m", FILE, Monitor.SILENT);
        store.put("m", FILE, Monitor.SILENT);
        assertThat(Samples.same(store.get("m", Monitor.SILENT), FILE)).isTrue();
        assertThat(store.keys()).containsExactly("m");
        store.setAside("m");
        assertThat(store.keys()).isEmpty();
        store.put("m", FILE, Monitor.SILENT);
        store.delete("m");
        assertThat(folder).isDirectoryContaining("glob:**.corrupt").isDirectoryNotContaining("glob:**.safetensors");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isReadableByItsUserAlone() throws IOException {
        store.put("m", FILE, Monitor.SILENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        FolderStorage.within(parent, "models");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void opensNothingButPlainFilesOfOneName() throws Exception {
        store.put("m", FILE, Monitor.SILENT);
        Path outside = parent.resolve("outside");
        Files.move(file, outside);
        Files.createSymbolicLink(file, outside);
        requireRefused("it is not a regular file");
        Files.delete(file);
        Files.createLink(file, outside);
        requireRefused("it has a second name (hard link)");
        Files.delete(file);
        Files.createDirectory(file);
        requireRefused("it is not a regular file");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        requireRefused("it is not a regular file");
        Files.delete(file);
        // opening a pipe would wait for a writer for ever
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        requireRefused("it is not a regular file");
    }

    private void requireRefused(String why) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> store.get("m", Monitor.SILENT))
                        .hasMessage("The model file is refused: " + why + ".")
                        .isInstanceOfSatisfying(
                                ModelFileException.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Reason.REFUSED)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replacesALinkAndNotWhatItLeadsTo() throws IOException {
        Path outside = Files.writeString(parent.resolve("outside"), "precious");
        Files.createSymbolicLink(file, outside);
        store.put("m", FILE, Monitor.SILENT);
        assertThat(outside).hasContent("precious");
        assertThat(Samples.same(store.get("m", Monitor.SILENT), FILE)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesNoLinkForItsFolder() throws IOException {
        Files.createSymbolicLink(parent.resolve("link"), folder);
        assertThatThrownBy(() -> FolderStorage.within(parent, "link")).hasMessage("The model folder is not a folder.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../m",
                "a/b",
                "a\\b",
                "/etc/passwd",
                ".hidden",
                "a\0b",
                "a b",
                "\u00e4",
                "a\nb",
                "C:m"
            })
    void refusesNamesThatLeadOut(String name) {
        assertThatThrownBy(() -> storage.open(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage.create(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage.rename("m", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage.delete(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FolderStorage.within(parent, name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasOneWriter() throws IOException {
        try (FolderStorage second = FolderStorage.within(parent, "models")) {
            assertThat(storage.lock()).isTrue();
            assertThat(storage.lock()).isTrue();
            assertThat(second.lock()).isFalse();
            storage.close();
            assertThat(second.lock()).isTrue();
        }
        assertThat(storage.lock()).isTrue();
        storage.close();
        assertThat(storage.names()).isEmpty();
    }

    @Test
    void showsNoPathInItsErrors() throws IOException {
        Files.delete(folder);
        assertThatThrownBy(() -> store.put("m", FILE, Monitor.SILENT))
                .isInstanceOf(ModelFileException.class)
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain(parent.toString()));
        assertThatThrownBy(store::keys)
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain(parent.toString()));
    }
}
