// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrec.embedding.media.UnreadableMediaException;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFolderTest {

    @TempDir
    private Path outer;

    private Path root;

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectory(outer.resolve("media"));
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/1 ü.png"), "inside");
        Files.writeString(outer.resolve("secret"), "outside");
    }

    @Test
    void readsFilesAtAnyDepth() {
        assertThat(new MediaFolder(root).read("a/b/1 ü.png")).asString().isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "a/../../secret",
                "/etc/passwd",
                "a//b",
                "./a",
                "a\\..\\..\\secret",
                "C:/secret",
                "a/b/1\u0000.png",
                "a/b",
                "",
                " ",
                "file:///etc/passwd",
                "a/."
            })
    void readsNothingByATrickyPath(String path) {
        assertReason(path, Reason.REFUSED_FILE);
    }

    @Test
    void followsNoLink() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), outer.resolve("secret"));
        Files.createSymbolicLink(root.resolve("folder"), outer);
        assertReason("link", Reason.REFUSED_FILE);
        assertReason("folder/secret", Reason.REFUSED_FILE);
        Files.createLink(root.resolve("hard"), outer.resolve("secret"));
        assertReason("hard", Reason.REFUSED_FILE);
    }

    @Test
    void tellsWhatIsMissingOrTooLarge() throws IOException {
        assertReason("a/none.png", Reason.NO_FILE);
        assertReason("none/none.png", Reason.NO_FILE);
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
            file.setLength(MediaFolder.MOST_BYTES + 1L);
        }
        assertReason("large", Reason.TOO_LARGE);
    }

    private void assertReason(String path, Reason reason) {
        assertThatThrownBy(() -> new MediaFolder(root).read(path))
                .isInstanceOfSatisfying(
                        UnreadableMediaException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
