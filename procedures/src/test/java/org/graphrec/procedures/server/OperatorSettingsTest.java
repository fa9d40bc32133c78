// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.graphrec.procedures.embed.EncoderSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorSettingsTest {

    @TempDir
    private Path conf;

    private OperatorSettings read(String... lines) throws IOException {
        Files.write(conf.resolve("graph-recommender.conf"), List.of(lines));
        return OperatorSettings.read(conf);
    }

    @Test
    void hasTheBundledEncoderAloneWithoutTheFile() {
        OperatorSettings settings = OperatorSettings.read(conf);
        assertThat(settings.encoders()).isEqualTo(EncoderSources.bundled(""));
        assertThat(settings.nativesFolder()).isNull();
    }

    @Test
    void letsNothingLeaveTheServerByAnEmptyFile() throws IOException {
        EncoderSources encoders = read("# nothing", "").encoders();
        assertThat(encoders.remote()).isNull();
        assertThat(encoders.download()).isNull();
        assertThat(encoders.folder()).isNull();
    }

    @Test
    void readsEveryLine() throws IOException {
        OperatorSettings settings = read(
                "rec.encoder.threads = 3",
                "rec.encoder.natives_folder=" + conf,
                "rec.encoder.folder=" + conf,
                "rec.encoder.approved_sha256=" + "a".repeat(64) + ", " + "B".repeat(64),
                "rec.encoder.download.base_url=https://models.example.org/{model}/resolve/main",
                "rec.encoder.download.redirect_hosts=cdn.example.org, Files.example.org",
                "rec.encoder.remote.base_url=https://example.org/v1",
                "rec.encoder.remote.model=nomic-embed-text:latest",
                "rec.encoder.remote.key=sk-secret",
                "rec.encoder.remote.query_prefix=query:\\u0020",
                "rec.encoder.remote.passage_prefix=passage: ",
                "rec.encoder.remote.batch_size=7",
                "rec.encoder.remote.concurrency=5",
                "rec.encoder.remote.retries=0",
                "rec.encoder.remote.timeout_seconds=9",
                "rec.encoder.crash_limit=0",
                "rec.memory.heap_share=0.25",
                "rec.lock.timeout_seconds=3600");
        assertThat(settings.lockLimit()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.crashLimit()).isZero();
        assertThat(settings.heapShare()).isEqualTo(0.25);
        assertThat(settings.nativesFolder()).isEqualTo(conf);
        EncoderSources encoders = settings.encoders();
        assertThat(encoders.threads()).isEqualTo(3);
        assertThat(encoders.folder().names()).isEmpty();
        assertThat(encoders.download().baseUrl()).isEqualTo("https://models.example.org/{model}/resolve/main");
        assertThat(encoders.download().redirectHosts()).isEqualTo(Set.of("cdn.example.org", "files.example.org"));
        assertThat(encoders.remote().model()).isEqualTo("nomic-embed-text:latest");
        assertThat(encoders.remote().queryPrefix()).isEqualTo("query: ");
        assertThat(encoders.remote().passagePrefix()).isEqualTo("passage: ");
        assertThat(encoders.remote().batchSize()).isEqualTo(7);
        assertThat(encoders.remote().concurrency()).isEqualTo(5);
        assertThat(encoders.remote().retries()).isZero();
        assertThat(encoders.remote().timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.toString()).doesNotContain("sk-secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rec.encoder.treads=3                                      | There is no setting `rec.encoder.treads`. Did you mean
            rec.encoder.threads=0                                     | `rec.encoder.threads` must be between 1 and 1024 but was `0`.
            rec.encoder.threads=many                                  | `rec.encoder.threads` must be between 1 and 1024 but was `many`.
            rec.encoder.crash_limit=-1                                | `rec.encoder.crash_limit` must be between 0 and 1000 but was `-1`.
            rec.memory.heap_share=0                                   | `rec.memory.heap_share` must be above 0 and at most 1, or `off`, but was `0`.
            rec.memory.heap_share=1.01                                | `rec.memory.heap_share` must be above 0 and at most 1
            rec.memory.heap_share=NaN                                 | `rec.memory.heap_share` must be above 0 and at most 1
            rec.lock.timeout_seconds=0                                | `rec.lock.timeout_seconds` must be between 1 and 3600 but was `0`.
            rec.lock.timeout_seconds=3601                             | `rec.lock.timeout_seconds` must be between 1 and 3600 but was `3601`.
            rec.lock.timeout_seconds=5s                               | `rec.lock.timeout_seconds` must be between 1 and 3600 but was `5s`.
            rec.encoder.folder=encoders                               | `rec.encoder.folder` must be an existing folder with an absolute path but was `encoders`.
            rec.encoder.natives_folder=/no/such/folder                | `rec.encoder.natives_folder` must be an existing folder
            rec.encoder.download.base_url=https://example.org         | needs `rec.encoder.folder`
            rec.encoder.download.base_url=http://example.org          | `rec.encoder.download.base_url` must be an https address
            rec.encoder.remote.base_url=//example.org/v1              | `rec.encoder.remote.base_url` must be an http or https address
            rec.encoder.remote.base_url=example                       | `rec.encoder.remote.base_url` must be an http or https address
            rec.encoder.remote.base_url=https://example.org/v1        | `rec.encoder.remote.model` must not be empty
            rec.encoder.remote.base_url=ht tp://example.org/v1        | `rec.encoder.remote.base_url` must be an http or https address
            rec.encoder.remote.base_url=https://u:pw@example.org/v1   | `rec.encoder.remote.base_url` must be an http or https address
            """)
    void namesTheLineThatIsWrong(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(line)).withMessageContaining(message);
    }

    @Test
    void refusesAnAddressToDownloadFromThatHasNoScheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read("rec.encoder.folder=" + conf, "rec.encoder.download.base_url=//example.org/{model}"))
                .withMessageContaining("`rec.encoder.download.base_url` must be an https address");
    }

    @Test
    void guardsMemoryUnlessTurnedOff() throws IOException {
        assertThat(read("").heapShare()).isEqualTo(0.5);
        assertThat(read("rec.memory.heap_share=1").heapShare()).isEqualTo(1);
        assertThat(read("rec.memory.heap_share=off").heapShare()).isInfinite();
        assertThat(read("").crashLimit()).isEqualTo(2);
    }

    @Test
    void waitsForALockForLessThanTenSecondsUnlessToldOtherwise() throws IOException {
        assertThat(read("").lockLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read("rec.lock.timeout_seconds=1").lockLimit()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refusesAServiceThatTakesTheBundledEncodersName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(
                        "rec.encoder.remote.base_url=https://example.org/v1",
                        "rec.encoder.remote.model=all-MiniLM-L6-v2"))
                .withMessageContaining("the name of the bundled encoder");
    }

    @Test
    void refusesAnApprovalThatIsNoHash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("rec.encoder.folder=" + conf, "rec.encoder.approved_sha256=abc"))
                .withMessageContaining("64 hexadecimal digits");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/v1, sk-secret, m",
        "https://sk-secret@example.org/v1, , m",
        "https://example.org/v1?key=sk-secret, , m",
        "https://exa mple.org/sk-secret, , m",
        "https://example.org/v1, sk-secret with blanks, m",
        "https://example.org/v1, sk-secret, "
    })
    void neverShowsTheKey(String url, String key, String model) {
        Throwable refused = catchThrowable(() -> read(
                "rec.encoder.remote.base_url=" + url,
                "rec.encoder.remote.key=" + (key == null ? "" : key),
                "rec.encoder.remote.model=" + (model == null ? "" : model)));
        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain("sk-secret");
        }
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Files.write(conf.resolve("graph-recommender.conf"), new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperatorSettings.read(conf))
                .withMessage("It is not UTF-8 text.");
    }

    @Test
    void readsTheAddressOfExports() throws IOException {
        String folder = "rec.model.export_location=" + conf;
        assertThat(read(folder).models().exportUrl()).isNull();
        assertThat(read(folder, "rec.model.export_url=https://example.org:8443/pages/")
                        .models()
                        .exportUrl())
                .isEqualTo("https://example.org:8443/pages");
        assertThat(read(folder, "rec.model.export_url=http://[::1]:8000")
                        .models()
                        .exportUrl())
                .isEqualTo("http://[::1]:8000");
        assertThat(catchThrowable(() -> read("rec.model.export_url=https://example.org")))
                .hasMessage(
                        "The setting `rec.model.export_url` needs `rec.model.export_location`, the folder that can be"
                                + " seen at that address.");
        for (String wrong : List.of(
                "example.org",
                "ftp://example.org",
                "https://u:p@example.org",
                "https://example.org/?q",
                "javascript:a")) {
            assertThat(catchThrowable(() -> read(folder, "rec.model.export_url=" + wrong)))
                    .as(wrong)
                    .hasMessage(
                            "The value of `rec.model.export_url` must be an http or https address without user, query"
                                    + " or fragment.");
        }
    }
}
