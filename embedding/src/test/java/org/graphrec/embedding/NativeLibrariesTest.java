// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading happens once per process, so each test has a process of its own. */
class NativeLibrariesTest {

    @TempDir
    private Path folder;

    /** Encodes one text, with the folder for the libraries as the argument. */
    static final class Probe {

        private Probe() {}

        public static void main(String[] arguments) {
            Thread.currentThread().setContextClassLoader(null);
            if (arguments.length > 0) {
                NativeLibraries.extractInto(Path.of(arguments[0]));
            }
            try (TextEncoder encoder = Encoders.bundledMiniLm(1)) {
                System.out.println("dimension " + encoder.encode("a text").length);
            } catch (EncoderException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    void leavesNoFileAndLoadsNothingOfDjlThatCanCallOut() throws Exception {
        Path natives = Files.createDirectory(folder.resolve("natives"));
        String output = run(natives.toString());
        assertThat(output).contains("dimension 384");
        assertThat(output.lines().filter(line -> line.contains(" ai.djl.") && line.contains("source:")))
                .hasSize(1)
                .allMatch(line -> line.contains("ai.djl.huggingface.tokenizers.jni.TokenizersLibrary"));
        assertThat(filesIn(natives)).isEmpty();
        assertThat(filesIn(folder.resolve("home"))).isEmpty();
        assertThat(filesIn(folder.resolve("tmp"))).isEmpty();
    }

    @Test
    void saysWhatToDoWhenTheFolderIsMissing() throws Exception {
        assertThat(run(folder.resolve("absent").toString()))
                .contains("The native libraries for text encoding do not load: ")
                .contains("Check that the temporary folder is writable and not mounted `noexec`.");
    }

    @Test
    void namesThePlatformsThatHaveLibraries() {
        for (String[] machine : new String[][] {
            {"Linux", "amd64"}, {"Linux", "aarch64"}, {"Mac OS X", "aarch64"}, {"Windows 11", "amd64"}
        }) {
            NativePlatform platform = NativePlatform.of(machine[0], machine[1]);
            for (String file : platform.tokenizerFiles()) {
                assertThat(NativeLibraries.class.getResource(platform.tokenizers() + file))
                        .isNotNull();
            }
            assertThat(NativeLibraries.class.getResource(platform.onnxRuntime()))
                    .isNotNull();
        }
        assertThatThrownBy(() -> NativePlatform.of("Mac OS X", "x86_64"))
                .isInstanceOf(EncoderException.class)
                .hasMessage("Text encoding in the database needs Linux (x86-64, ARM64), macOS (ARM64) or Windows"
                        + " (x86-64), but this is `Mac OS X x86_64`. Use a remote encoder here.");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load=info",
                "-Xshare:off",
                "-XX:-UsePerfData",
                "-Duser.home=" + folder.resolve("home"),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static List<Path> filesIn(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }
}
