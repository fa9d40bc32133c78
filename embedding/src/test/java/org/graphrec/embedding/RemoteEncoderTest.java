// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrec.base.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteEncoderTest {
    /** Longer than any test waits, in ms. */
    private static final long NEVER = 60_000;

    private final List<Map<String, Object>> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile int failureStatus = 503;
    private volatile long delayMillis;
    private volatile String fixedAnswer;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/embeddings", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Vectors that tell the length and first character of the text, backwards, as an answer may order them. */
    private void answer(HttpExchange exchange) throws IOException {
        Map<String, Object> request =
                Json.readObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        sleep(delayMillis);
        atOnce.decrementAndGet();
        answered.incrementAndGet();
        List<String> entries = new ArrayList<>();
        List<?> input = (List<?>) request.get("input");
        for (int i = input.size() - 1; i >= 0; i--) {
            String text = (String) input.get(i);
            entries.add("{\"object\": \"embedding\", \"index\": " + i + ", \"embedding\": [" + text.length() + ", "
                    + (int) text.charAt(0) + ", -1.5e0]}");
        }
        boolean fails = failuresLeft.getAndDecrement() > 0;
        String good = "{\"object\": \"list\", \"data\": [" + String.join(", ", entries) + "]}";
        byte[] body = (fails ? "{\"error\": \"" + input + "\"}" : fixedAnswer == null ? good : fixedAnswer)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
        exchange.sendResponseHeaders(fails ? failureStatus : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RemoteOptions options(int retries, Duration timeout) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        return new RemoteOptions(base, "sk-secret", "small", "query: ", "", 3, 2, retries, timeout);
    }

    private RemoteEncoder open(int retries) {
        return RemoteEncoder.open("remote", options(retries, Duration.ofSeconds(10)), 10, () -> {});
    }

    @Test
    void batchesTextsAndKeepsTheirOrder() {
        try (RemoteEncoder encoder = open(0)) {
            CountingMonitor monitor = new CountingMonitor();
            List<String> texts =
                    Arrays.asList("a", "", "bb", null, "ccc", "dddd \"quoted\" \u4e2d\ud83d\ude80\n", "  ", "e");
            float[][] vectors = encoder.encode(texts, monitor);
            assertThat(encoder.dimension()).isEqualTo(3);
            for (int i = 0; i < vectors.length; i++) {
                String text = texts.get(i);
                assertThat(vectors[i]).isEqualTo(text == null || text.isBlank() ? new float[3] : expected(text));
            }
            assertThat(monitor.encoded).isEqualTo(8);
            assertThat(monitor.empty).isEqualTo(3);
            assertThat(requests).hasSize(3).allMatch(request -> "small".equals(request.get("model")));
            assertThat(authorizations).containsOnly("Bearer sk-secret");
            assertThat(encoder.encode(List.of(), monitor)).isEmpty();
        }
    }

    private static float[] expected(String text) {
        double[] raw = {text.length(), text.charAt(0), -1.5};
        double norm = Math.sqrt(Arrays.stream(raw).map(v -> v * v).sum());
        return new float[] {(float) (raw[0] / norm), (float) (raw[1] / norm), (float) (raw[2] / norm)};
    }

    @Test
    void putsThePrefixBeforeQueries() {
        try (RemoteEncoder encoder = open(0)) {
            assertThat(encoder.encodeQuery("cat")).isEqualTo(expected("query: cat"));
            assertThat(encoder.encode("cat")).isEqualTo(expected("cat"));
            assertThat(MiniLmTest.dot(encoder.encode("cat"), encoder.encode("cat")))
                    .isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503"})
    void triesAgainAfterAPassingFailure(int status) {
        try (RemoteEncoder encoder = open(3)) {
            failureStatus = status;
            failuresLeft.set(3);
            assertThat(encoder.encode("cat")).isEqualTo(expected("cat"));
            assertThat(requests).hasSize(5);
        }
    }

    @Test
    void givesUpAfterTheRetriesWithoutShowingTextOrKey() {
        try (RemoteEncoder encoder = open(2)) {
            failuresLeft.set(100);
            assertThatThrownBy(() -> encoder.encode("private words"))
                    .isInstanceOf(EncoderException.class)
                    .hasMessage("The embedding service for the model `small` answered with status 503 after 3"
                            + " attempts. Try again later.");
            assertThat(requests).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|answered with status 401. Check `rec.encoder.remote.key` in graph-recommender.conf.",
                "404|answered with status 404. Check `rec.encoder.remote.base_url` and `.model` in graph-recommender.conf.",
                "302|answered with status 302. Redirects are not followed; use the final address.",
                "418|answered with status 418."
            })
    void saysWhatToDoAboutALastingFailure(int status, String message) {
        failureStatus = status;
        failuresLeft.set(1);
        assertThatThrownBy(() -> open(5))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The embedding service for the model `small` " + message);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>|no JSON object",
                "{\"data\": []}|not one vector per text",
                "{\"data\": [{\"index\": 7, \"embedding\": [1]}]}|wrong indices",
                "{\"data\": [{\"index\": 0, \"embedding\": []}]}|no list of 1 to 16384 numbers",
                "{\"data\": [{\"index\": 0, \"embedding\": [\"x\"]}]}|something other than numbers",
                "{\"data\": [{\"index\": 0, \"embedding\": [0, 0]}]}|zero or not finite",
                "{\"data\": [{\"index\": 0, \"embedding\": [1e300]}]}|zero or not finite"
            })
    void refusesAnswersOfAnotherKind(String answer, String message) {
        fixedAnswer = answer;
        assertThatThrownBy(() -> open(0)).isInstanceOf(EncoderException.class).hasMessageContaining(message);
    }

    @Test
    void refusesAVectorOfAnotherDimension() {
        try (RemoteEncoder encoder = open(0)) {
            fixedAnswer = "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}]}";
            assertThatThrownBy(() -> encoder.encode("cat"))
                    .hasMessage("The embedding service for the model `small` sent a vector of 2 dimensions after one of"
                            + " 3.");
        }
    }

    @Test
    void waitsNoLongerThanTheTimeout() {
        delayMillis = NEVER;
        assertThatThrownBy(() -> RemoteEncoder.open("remote", options(0, Duration.ofMillis(200)), 10, () -> {}))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("did not answer");
        assertThat(answered).as("answers that were waited for").hasValue(0);
    }

    @Test
    void stopsWithoutAnAnswer() {
        try (RemoteEncoder encoder = open(5)) {
            delayMillis = NEVER;
            List<String> texts = Collections.nCopies(1_000, "text");
            answered.set(0);
            AtomicInteger polls = new AtomicInteger();
            assertThatThrownBy(() -> encoder.encode(texts, new EncodingMonitor() {
                        @Override
                        public void advance(long count) {}

                        @Override
                        public boolean running() {
                            return polls.incrementAndGet() < 20;
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(answered).as("answers that were waited for").hasValue(0);
        }
    }

    @Test
    void stopsWaitingForAQueryWhenItsCallerDoes() {
        try (RemoteEncoder encoder = open(5)) {
            delayMillis = 3_000;
            assertThatThrownBy(() -> encoder.encodeQuery("text", new EncodingMonitor() {
                        @Override
                        public void advance(long count) {}

                        @Override
                        public boolean running() {
                            return false;
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void givesUpOpeningWhenItsCallerDoes() {
        delayMillis = NEVER;
        assertThatThrownBy(() -> RemoteEncoder.open("remote", options(5, Duration.ofSeconds(10)), 10, () -> {
                    throw new CancellationException("ended");
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(answered).as("answers that were waited for").hasValue(0);
    }

    @Test
    void asksForNoMoreAtOnceThanTheCallWants() {
        try (RemoteEncoder encoder = open(0)) {
            delayMillis = 50;
            encoder.encode(Collections.nCopies(30, "text"), 1, EncodingMonitor.SILENT);
            assertThat(mostAtOnce).hasValue(1);
            encoder.encode(Collections.nCopies(30, "text"), 100, EncodingMonitor.SILENT);
            assertThat(mostAtOnce).hasValue(2);
        }
    }

    @Test
    void sendsNoKeyInTheClearAndShowsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteOptions.defaults(URI.create("http://example.org/v1"), "sk-secret", "m"))
                .withMessage("The value of `baseUrl` must be https when there is an `apiKey`, which would otherwise be"
                        + " sent unencrypted.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteOptions.defaults(URI.create("file:///etc/passwd"), "", "m"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteOptions.defaults(URI.create("https://user:word@example.org/"), "", "m"));
        assertThat(RemoteOptions.defaults(URI.create("https://example.org/v1"), "sk-secret", "m"))
                .asString()
                .doesNotContain("sk-secret");
        assertThat(RemoteOptions.defaults(URI.create("http://example.org/v1/"), "", "m")
                        .endpoint())
                .hasToString("http://example.org/v1/embeddings");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
