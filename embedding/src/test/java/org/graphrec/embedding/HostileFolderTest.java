// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.graphrec.base.Sha256;
import org.graphrec.fixtures.onnx.OnnxGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, paths and files that must not reach native code. */
class HostileFolderTest {

    @TempDir
    private Path outer;

    private Path root;
    private TinyFolder files;
    private long opened;

    @BeforeEach
    void writeAGoodEncoder() throws IOException {
        root = Files.createDirectory(outer.resolve("encoders"));
        files = new TinyFolder(root).encoder("tiny", "pooling_mode_mean_tokens", "Right");
        new TinyFolder(outer).encoder("secret", "pooling_mode_mean_tokens", "Right");
        opened = OnnxSession.opened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../secret",
                "..\\secret",
                "/etc",
                "tiny/../../secret",
                "tiny/",
                "./tiny",
                "file:///etc",
                "%2e%2e%2fsecret",
                "..%2fsecret",
                "tiny\u0000",
                "tiny\n",
                " tiny",
                "CON:",
                "\\\\host\\share",
                "~",
                "$HOME",
                "tiny;ls",
                "t\u00eeny",
                "\u2025/secret",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesNamesThatAreNotPlain(String name) {
        for (Runnable use : new Runnable[] {
            () -> files.open().open(name, 1), () -> files.open().files(name)
        }) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "The value of `encoder` must be 1 to 64 letters, digits, `_` or `-` but was `");
        }
        assertThat(OnnxSession.opened()).isEqualTo(opened);
    }

    @Test
    void refusesAFolderThatIsALink() throws IOException {
        Files.createSymbolicLink(root.resolve("linked"), outer.resolve("secret"));
        assertThat(files.open().names()).containsExactly("tiny");
        assertRefused("linked", "lies behind a link");
    }

    @Test
    void refusesAFileThatIsALink() throws IOException {
        Path model = root.resolve("tiny/onnx/model.onnx");
        Files.delete(model);
        Files.createSymbolicLink(model, outer.resolve("secret/onnx/model.onnx"));
        assertRefused("tiny", "is not a regular file");
    }

    @Test
    void refusesAFileWithASecondName() throws IOException {
        assumeTrue(Files.getFileStore(root).supportsFileAttributeView("posix"));
        Path model = root.resolve("tiny/onnx/model.onnx");
        Files.delete(model);
        Files.createLink(model, outer.resolve("secret/onnx/model.onnx"));
        assertRefused("tiny", "has a second name (hard link)");
    }

    @Test
    void refusesPipesAndFoldersWithoutWaiting() throws IOException, InterruptedException {
        Path model = root.resolve("tiny/onnx/model.onnx");
        Files.delete(model);
        Files.createDirectory(model);
        assertRefused("tiny", "is not a regular file");
        Files.delete(model);
        assumeTrue(new ProcessBuilder("mkfifo", model.toString()).start().waitFor() == 0);
        assertRefused("tiny", "is not a regular file");
    }

    @Test
    void refusesSettingsThatAreTooLarge() throws IOException {
        files.text("tiny", "config_sentence_transformers.json", " ".repeat((1 << 20) + 1));
        assertRefused("tiny", "has 1048577 bytes, more than 1048576");
    }

    @Test
    void refusesAFileThatIsNotApproved() throws IOException {
        byte[] model = new TinyBert().onnx().toBytes();
        model[model.length - 1] ^= 1;
        Files.write(root.resolve("tiny/onnx/model.onnx"), model);
        assertThatThrownBy(() -> files.open().open("tiny", 1))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The file `onnx/model.onnx` of the encoder `tiny` has the SHA-256 `" + Sha256.of(model)
                        + "`, which the server's configuration does not approve. If you trust the file, add this hash to"
                        + " `rec.encoder.approved_sha256` in graph-recommender.conf and restart the server.");
        assertThat(OnnxSession.opened()).isEqualTo(opened);
    }

    @Test
    void refusesAnApprovedModelThatReadsOtherFiles() throws IOException {
        OnnxGraph graph = new OnnxGraph();
        graph.node("Add", "sum", List.of("a", "b"));
        graph.graph().message(5, OnnxGraph.tensor("w", 1, new byte[0], 4).number(14, 1));
        files.write("tiny", "onnx/model.onnx", graph.model().toBytes());
        assertThatThrownBy(() -> files.open().open("tiny", 1))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The ONNX model is refused: it keeps data outside the file. Export it as one file for"
                        + " feature extraction, for example with Optimum.");
        assertThat(OnnxSession.opened()).isEqualTo(opened);
    }

    @Test
    void saysWhichEncodersThereAre() {
        assertThatThrownBy(() -> files.open().open("other", 1))
                .hasMessage("There is no encoder `other` in the server's folder of encoders: neither `model.onnx` nor"
                        + " `onnx/model.onnx` nor `model.safetensors`. The folder has [tiny].");
        assertThatThrownBy(() -> new EncoderFolder(Path.of("relative"), Set.of()))
                .hasMessage("The folder of encoders must be an existing folder with an absolute path.");
        assertThatThrownBy(() -> new EncoderFolder(root, Set.of("abc")))
                .hasMessage("An approved SHA-256 must be 64 hexadecimal digits but was `abc`.");
    }

    private void assertRefused(String name, String reason) {
        assertThatThrownBy(() -> files.open().open(name, 1))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining(outer.toString());
        assertThat(OnnxSession.opened()).isEqualTo(opened);
    }
}
