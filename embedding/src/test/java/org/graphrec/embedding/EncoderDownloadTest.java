// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.graphrec.base.Sha256;
import org.graphrec.fixtures.onnx.TinyTokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderDownloadTest {

    private static void goOn() {}

    @TempDir
    private Path root;

    private final byte[] model = new TinyBert().onnx().toBytes();
    private final byte[] tokenizer = TinyTokenizer.json("Right").getBytes(StandardCharsets.UTF_8);
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean hangs;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        files.put("/org/tiny/main/onnx/model.onnx", model);
        files.put("/org/tiny/main/tokenizer.json", tokenizer);
        files.put("/org/tiny/main/1_Pooling/config.json", json("{\"pooling_mode_cls_token\": true}"));
        files.put("/org/tiny/main/sentence_bert_config.json", json("{\"max_seq_length\": 24}"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        byte[] body = files.getOrDefault(path, new byte[] {'n', 'o'});
        String redirect = redirects.get(path);
        if (redirect != null) {
            exchange.getResponseHeaders().set("Location", redirect);
            exchange.sendResponseHeaders(302, -1);
        } else {
            exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, hangs ? body.length + 1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
        if (!hangs) {
            exchange.close();
        }
    }

    private DownloadOptions options(String... hosts) {
        return new DownloadOptions(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/{model}/main", Set.of(hosts));
    }

    private DownloadRequest request(byte[] expectedModel) {
        return new DownloadRequest(
                "tiny",
                "org/tiny",
                "onnx/model.onnx",
                Sha256.of(expectedModel),
                Sha256.of(tokenizer).toUpperCase(Locale.ROOT));
    }

    private EncoderFolder folder() {
        return new EncoderFolder(root, Set.of());
    }

    @Test
    void fetchesAnEncoderThatThenLoads() {
        EncoderFolder folder = folder();
        assertThat(folder.download(request(model), options(), EncoderDownloadTest::goOn)
                        .approved())
                .isTrue();
        assertThat(folder.names()).containsExactly("tiny");
        try (TextEncoder encoder = folder.open("tiny", 1)) {
            assertThat(encoder.encode("red cats")).hasSize(TinyBert.DIMENSION);
        }
        // whoever else reads the folder has to approve it
        assertThatThrownBy(() -> folder().open("tiny", 1)).hasMessageContaining("does not approve");
    }

    @Test
    void fetchesNothingThatIsThereAlready() {
        folder().download(request(model), options(), EncoderDownloadTest::goOn);
        asked.clear();
        EncoderFolder restarted = folder();
        assertThat(restarted
                        .download(request(model), options(), EncoderDownloadTest::goOn)
                        .approved())
                .isTrue();
        assertThat(asked).isEmpty();
        assertThatThrownBy(() -> restarted.download(request(tokenizer), options(), EncoderDownloadTest::goOn))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The encoder `tiny` already exists with another model or tokenizer. Choose another name,"
                        + " or remove its folder.");
    }

    @Test
    void keepsNothingOfAFileWithAnotherHash() {
        EncoderFolder folder = folder();
        byte[] altered = model.clone();
        altered[altered.length / 2] ^= 1;
        files.put("/org/tiny/main/onnx/model.onnx", altered);
        assertThatThrownBy(() -> folder.download(request(model), options(), EncoderDownloadTest::goOn))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The file `onnx/model.onnx` of the model `org/tiny` has the SHA-256 `"
                        + Sha256.of(altered) + "` but must have `" + Sha256.of(model)
                        + "`; nothing of it is kept.");
        assertNothingIsLeft();
    }

    @Test
    void approvesItsFilesForItsOwnFolderOnly() throws IOException {
        EncoderFolder folder = folder();
        folder.download(request(model), options(), EncoderDownloadTest::goOn);
        Files.createDirectories(root.resolve("other"));
        Files.write(root.resolve("other/model.onnx"), model);
        Files.write(root.resolve("other/tokenizer.json"), tokenizer);
        assertThat(folder.files("other").approved()).isFalse();
        assertThatThrownBy(() -> folder.open("other", 1)).hasMessageContaining("does not approve");
    }

    @Test
    void saysWhichFileIsMissing() {
        files.remove("/org/tiny/main/tokenizer.json");
        assertThatThrownBy(() -> folder().download(request(model), options(), EncoderDownloadTest::goOn))
                .hasMessage("The file `tokenizer.json` of the model `org/tiny` is not there.");
        assertNothingIsLeft();
    }

    @Test
    void refusesSettingsThatAreTooLarge() {
        files.put("/org/tiny/main/modules.json", new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> folder().download(request(model), options(), EncoderDownloadTest::goOn))
                .hasMessage("The file `modules.json` of the model `org/tiny` cannot be fetched: it has more than"
                        + " 1048576 bytes.");
        assertNothingIsLeft();
    }

    @Test
    void followsRedirectsToTheSameHostAndToThoseTheOperatorNames() {
        files.put("/store/model", model);
        redirects.put("/org/tiny/main/onnx/model.onnx", "/store/model");
        assertThat(folder().download(request(model), options(), EncoderDownloadTest::goOn)
                        .approved())
                .isTrue();
        String named = "http://localhost:" + server.getAddress().getPort() + "/store/tokenizer";
        files.put("/store/tokenizer", tokenizer);
        redirects.put("/org/tiny/main/tokenizer.json", named);
        DownloadRequest second =
                new DownloadRequest("second", "org/tiny", "onnx/model.onnx", Sha256.of(model), Sha256.of(tokenizer));
        assertThatThrownBy(() -> folder().download(second, options(), EncoderDownloadTest::goOn))
                .hasMessage("The file `tokenizer.json` of the model `org/tiny` cannot be fetched: the address redirects"
                        + " to another host, and such redirects are not followed. If you trust that host, name it in"
                        + " `rec.encoder.download.redirect_hosts`.");
        assertThat(folder().download(second, options("localhost"), EncoderDownloadTest::goOn)
                        .approved())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://example.org/x", "ftp://127.0.0.1/x", "http://u:p@127.0.0.1/"})
    void followsNoRedirectToAnotherKindOfAddress(String location) {
        redirects.put("/org/tiny/main/tokenizer.json", location);
        assertThatThrownBy(() -> folder().download(
                                request(model), options("example.org", "127.0.0.1"), EncoderDownloadTest::goOn))
                .hasMessageContaining("not followed");
        assertNothingIsLeft();
    }

    @Test
    void endsARunOfRedirects() {
        redirects.put("/org/tiny/main/tokenizer.json", "/org/tiny/main/tokenizer.json");
        assertThatThrownBy(() -> folder().download(request(model), options(), EncoderDownloadTest::goOn))
                .hasMessageEndingWith("cannot be fetched: more than 5 redirects.");
    }

    @Test
    void stopsInTheMiddleOfAFileAndLeavesNothing() {
        hangs = true;
        AtomicInteger polls = new AtomicInteger();
        assertThatThrownBy(() -> folder().download(request(model), options(), () -> {
                    if (polls.incrementAndGet() > 20) {
                        throw new CancellationException("ended");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "../tiny, org/tiny, model.onnx, `name`",
        "tiny, ../../secret, model.onnx, `model`",
        "tiny, org/tiny/x, model.onnx, `model`",
        "tiny, org/.., model.onnx, `model`",
        "tiny, org/tiny?x, model.onnx, `model`",
        "tiny, @host/x, model.onnx, `model`",
        "tiny, org/tiny, ../model.onnx, `modelFile`",
        "tiny, org/tiny, /model.onnx, `modelFile`",
        "tiny, org/tiny, a/../../b, `modelFile`"
    })
    void refusesNamesThatLeadElsewhere(String name, String requested, String file, String key) {
        String digits = "0".repeat(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadRequest(name, requested, file, digits, digits))
                .withMessageContaining(key);
    }

    @Test
    void needsBothHashes() {
        String digits = "0".repeat(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadRequest("a", "b", "c", "", digits))
                .withMessage("The value of `modelSha256` must be the 64 hexadecimal digits of a SHA-256 but was ``.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadRequest("a", "b", "c", digits, "x"))
                .withMessageContaining("`tokenizerSha256`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "file:///tmp/",
                "https://user:word@example.org/",
                "https://x/?q=1",
                "x",
                "%"
            })
    void refusesAddressesOfOtherKinds(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadOptions(address, Set.of()))
                .withMessageStartingWith("The value of `baseUrl` must be an https address");
    }

    @Test
    void putsTheModelIntoItsPlaceOrAtTheEnd() {
        assertThat(new DownloadOptions("https://example.org/{model}/resolve/v1", Set.of())
                        .address("org/tiny", "tokenizer.json"))
                .hasToString("https://example.org/org/tiny/resolve/v1/tokenizer.json");
        assertThat(new DownloadOptions("https://example.org/models", Set.of()).address("tiny", "onnx/model.onnx"))
                .hasToString("https://example.org/models/tiny/onnx/model.onnx");
    }

    private void assertNothingIsLeft() {
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left.map(Path::getFileName).map(Path::toString).toList()).isEqualTo(Collections.emptyList());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
