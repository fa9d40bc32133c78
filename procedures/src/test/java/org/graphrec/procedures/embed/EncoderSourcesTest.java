// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.RemoteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderSourcesTest {

    @TempDir
    private Path root;

    private EncoderSources all() throws IOException {
        for (String name : new String[] {"bge", "remote-model", "all-MiniLM-L6-v2"}) {
            Files.createDirectories(root.resolve(name));
            Files.writeString(root.resolve(name).resolve("model.onnx"), "x");
        }
        RemoteOptions remote = RemoteOptions.defaults(URI.create("https://example.org/v1"), "", "remote-model");
        return new EncoderSources(new EncoderFolder(root, Set.of()), remote, null, 1, "");
    }

    @Test
    void namesEachEncoderOnceTheBundledOneFirst() throws IOException {
        assertThat(all().names()).containsExactly("all-MiniLM-L6-v2", "bge", "remote-model");
    }

    @Test
    void letsNoFolderTakeTheNameOfAnotherEncoder() throws IOException {
        assertThat(all().kind("all-MiniLM-L6-v2")).isEqualTo("bundled");
        assertThat(all().kind("remote-model")).isEqualTo("remote");
        assertThat(all().kind("bge")).isEqualTo("folder");
    }

    @Test
    void knowsWhatItHas() throws IOException {
        assertThat(all().has("bge")).isTrue();
        assertThat(all().has("../bge")).isFalse();
        assertThat(all().has("e5")).isFalse();
        assertThat(EncoderSources.bundled("").has("all-MiniLM-L6-v2")).isTrue();
        assertThat(EncoderSources.bundled("").has("bge")).isFalse();
    }

    @Test
    void stillHasTheBundledEncoderWhenTheFolderIsGone() throws IOException {
        EncoderSources sources = all();
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(sources.has("all-MiniLM-L6-v2")).isTrue();
        assertThat(sources.has("remote-model")).isTrue();
    }
}
