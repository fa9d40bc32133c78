// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphrec.fixtures.Cypher;
import org.graphrec.server.ServerOptions;

/**
 * A second standalone server, whose operator has set everything: a folder of encoders, an embedding service, and an
 * address to fetch encoders from; the last two are played by an HTTP server of this JVM.
 */
final class EncoderServer implements AutoCloseable {
    static final String KEY = "sk-of-the-operator";
    private static final Pattern INPUT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What the service was asked for, header and body. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Paths that were fetched. */
    final List<String> fetched = new CopyOnWriteArrayList<>();

    /** Requests that the service still answers with an error. */
    final AtomicInteger failures = new AtomicInteger();

    volatile int failureStatus = 503;
    volatile long delayMillis;

    /** The tiny encoders' vectors by plain Java, by encoder. */
    final Map<String, List<Double>> references = new HashMap<>();

    final Path folder;
    private final List<String> approved = new ArrayList<>();
    private final Path target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;
    private final TestServer cypher;

    EncoderServer(Path target) throws IOException, InterruptedException {
        this.target = target.toAbsolutePath();
        folder = emptyFolder(TestServer.ofProcess("it-encoder-files") + "/it-encoders");
        Path natives = emptyFolder(TestServer.ofProcess("it-encoder-files") + "/it-natives");
        writeEncoders();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/v1/embeddings", this::embeddings);
        http.createContext("/models/", this::file);
        http.start();
        String base = "http://127.0.0.1:" + http.getAddress().getPort();
        ServerOptions options = ServerOptions.ofBuild(target, TestServer.ofProcess("it-encoder-server"))
                .withHeap("768m")
                .withConfigurationFile(
                        "graph-recommender.conf",
                        String.join(
                                "\n",
                                List.of(
                                        "rec.encoder.threads=2",
                                        "rec.encoder.natives_folder=" + path(natives),
                                        "rec.encoder.folder=" + path(folder),
                                        "rec.encoder.approved_sha256=" + String.join(", ", approved),
                                        "rec.encoder.download.base_url=" + base + "/models/{model}",
                                        "rec.encoder.remote.base_url=" + base + "/v1",
                                        "rec.encoder.remote.model=service:latest",
                                        "rec.encoder.remote.key=" + KEY,
                                        "rec.encoder.remote.query_prefix=query: ",
                                        "rec.encoder.remote.batch_size=10",
                                        "rec.encoder.remote.retries=1")));
        cypher = TestServer.start(options);
    }

    Cypher cypher() {
        return cypher;
    }

    /** All that the server wrote into its logs so far. */
    String logs() throws IOException {
        return cypher.logs();
    }

    @Override
    public void close() {
        cypher.close();
        http.stop(0);
        threads.shutdownNow();
    }

    private static String path(Path path) {
        return path.toString().replace('\\', '/');
    }

    private Path emptyFolder(String name) throws IOException {
        Path made = target.resolve(name);
        if (Files.exists(made)) {
            try (Stream<Path> paths = Files.walk(made)) {
                for (Path old : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(old);
                }
            }
        }
        return Files.createDirectories(made);
    }

    /** Lets the encoders' own tests write the folder, in a process of its own: their classes are not ours. */
    private void writeEncoders() throws IOException, InterruptedException {
        Path classes = Path.of("../embedding/target").toAbsolutePath();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                classes.resolve("test-classes").toString(),
                                classes.resolve("classes").toString(),
                                Path.of("fixtures/target/classes")
                                        .toAbsolutePath()
                                        .toString(),
                                Path.of("../base/target/classes")
                                        .toAbsolutePath()
                                        .toString()),
                        "org.graphrec.embedding.TinyEncoders",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The tiny encoders cannot be written.");
        }
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("approve")) {
                approved.add(words[1]);
            } else {
                references.put(
                        words[1],
                        Arrays.stream(words[2].split(",", -1))
                                .map(Double::valueOf)
                                .toList());
            }
        }
    }

    /** Vectors of four numbers that tell the letters of a text apart. */
    private void embeddings(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        if (delayMillis > 0) {
            sleep(delayMillis);
        }
        if (failures.getAndDecrement() > 0) {
            answer(exchange, failureStatus, ("{\"error\": \"no " + KEY + "\"}").getBytes(StandardCharsets.UTF_8));
            return;
        }
        List<String> entries = new ArrayList<>();
        String input = body.substring(body.indexOf("\"input\":[") + 9, body.lastIndexOf(']'));
        for (Matcher texts = INPUT.matcher(input); texts.find(); ) {
            int[] counts = {1, 1, 1, 1};
            texts.group(1).chars().forEach(letter -> counts[letter % 4]++);
            entries.add("{\"index\": " + entries.size() + ", \"embedding\": " + Arrays.toString(counts) + "}");
        }
        answer(exchange, 200, ("{\"data\": " + entries + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** The files of the tiny encoder, as the model org/tiny; its tokenizer alone, as the model org/half. */
    private void file(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().getPath();
        fetched.add(asked);
        boolean whole = asked.startsWith("/models/org/tiny/");
        Path file = folder.resolve("tiny-cls").resolve(asked.replaceFirst("/models/org/[a-z]+/", ""));
        if (Files.isRegularFile(file) && (whole || file.endsWith("tokenizer.json"))) {
            answer(exchange, 200, Files.readAllBytes(file));
        } else {
            answer(exchange, 404, new byte[] {'n', 'o'});
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }
}
