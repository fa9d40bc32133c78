// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a call is told in one line, before Spark starts. */
class ArgumentsTest {
    @TempDir
    private Path folder;

    private Path declaration;

    @BeforeEach
    void declare() throws Exception {
        declaration = Files.writeString(
                folder.resolve("shop.json"), "{\"users\": \"User\", \"items\": \"Item\", \"interactions\": \"LIKES\"}");
    }

    @Test
    void aTrainingCallIsReadWithOptionsOfRecTrain() {
        TrainJob job = TrainJob.of(Arguments.of(
                words("--user ann --topK 50 --relationshipTypes [\"LIKES\"] --distribution shuffle"),
                Map.of("NEO4J_PASSWORD", "secret", "NEO4J_USER", "bob")::get));
        assertThat(job.server()).isEqualTo(new Server("bolt://nowhere:7687", "", "ann", "secret"));
        assertThat(job.declaration()).containsEntry("users", "User");
        assertThat(job.options())
                .isEqualTo(Map.of(
                        "modelName",
                        "taste",
                        "architecture",
                        "itemGraph",
                        "topK",
                        50L,
                        "relationshipTypes",
                        List.of("LIKES")));
        assertThat(job.distribution()).isEqualTo("shuffle");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(error("train"))
                .isEqualTo("No value specified for `--url`: the address of the server, such as"
                        + " `bolt://localhost:7687`.");
        assertThat(error("trian --url x"))
                .isEqualTo("The command must be `train` or `recommend` but was `trian`. Ask for `--help`.");
        assertThat(error("train --url")).isEqualTo("No value specified for `--url`.");
        assertThat(error("train url x")).isEqualTo("Options have the form `--name value`, but `url` does not.");
        assertThat(error("train --url x --url y")).isEqualTo("The option `--url` is given twice.");
    }

    @Test
    void whatAJobDoesNotDoIsRefusedByName() {
        assertThat(error("train " + String.join(" ", words("--architecture auto"))))
                .isEqualTo(
                        "The value of `architecture` must be one of `itemGraph`, `mf` for a job but was `auto`. Train"
                                + " that model in the server with `rec.train`.");
        assertThat(error("train " + String.join(" ", words("--contextProperties item.year"))))
                .isEqualTo(
                        "The option `contextProperties` of `rec.train` does not exist for a job. Train that model in the server"
                                + " with `rec.train`.");
        assertThat(error("train " + String.join(" ", words("--distribution both"))))
                .isEqualTo(
                        "The value of `--distribution` must be one of `auto`, `broadcast`, `shuffle` but was `both`.");
    }

    @Test
    void aServerThatIsNotThereIsToldBeforeSparkStarts() throws Exception {
        String url;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "bolt://127.0.0.1:" + taken.getLocalPort();
        }
        assertThat(error("train " + String.join(" ", words("")).replace("bolt://nowhere:7687", url)))
                .startsWith("The server at " + url + " cannot be reached: ")
                .endsWith("Check `--url`.")
                .hasLineCount(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.safetensors");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldBeforeTheServerIsAsked() {
        assertThat(error("train " + String.join(" ", words("")).replace("--out " + folder, "--out " + declaration)))
                .isEqualTo(
                        "The value of `--out` must be a folder that can be written to but was `" + declaration + "`.");
    }

    @Test
    void aFileThatIsNoDeclarationIsNamed() throws Exception {
        Files.writeString(declaration, "{users: 'User'}");
        assertThat(error("train " + String.join(" ", words(""))))
                .startsWith("The value of `--graph-declaration` must be a JSON object, or a file with one, but `"
                        + declaration + "` ");
    }

    private List<String> words(String more) {
        String all = "--url bolt://nowhere:7687 --graph-declaration " + declaration + " --model taste --out " + folder
                + (more.contains("--architecture") ? "" : " --architecture itemGraph") + " " + more;
        return Arrays.asList(all.strip().split(" "));
    }

    private static String error(String words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream lines = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(Job.run(Arrays.asList(words.split(" ")), name -> null, System.out, lines))
                .isEqualTo(1);
        return err.toString(StandardCharsets.UTF_8).strip();
    }
}
