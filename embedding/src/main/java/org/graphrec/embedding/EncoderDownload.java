// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.graphrec.base.Waiting;

/**
 * Fetches the files of one encoder from the operator's address, each into a new file of a given folder. Model and
 * tokenizer must have the SHA-256 that was asked for; the settings, which only our own reader sees, may be missing.
 */
final class EncoderDownload {

    static final List<String> SETTINGS = List.of(
            "modules.json",
            "1_Pooling/config.json",
            "config_sentence_transformers.json",
            "sentence_bert_config.json",
            "tokenizer_config.json");

    private static final int MOST_REDIRECTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DownloadOptions options;
    private final DownloadRequest request;
    private final Path folder;
    private final Runnable look;
    private final HttpClient client;

    /**
     * Prepares a download.
     *
     * @param look run at least every 20 ms; what it throws ends the download
     */
    EncoderDownload(DownloadOptions options, DownloadRequest request, Path folder, Runnable look) {
        this.options = options;
        this.request = request;
        this.folder = folder;
        this.look = look;
        client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Fetches everything, the small files first. */
    void run() throws IOException {
        require("tokenizer.json", "tokenizer.json", request.tokenizerSha256(), EncoderFolder.MAX_TOKENIZER_BYTES);
        for (String file : SETTINGS) {
            fetch(file, file, EncoderFolder.MAX_CONFIG_BYTES);
        }
        require(request.modelFile(), "model.onnx", request.modelSha256(), EncoderFolder.MAX_MODEL_BYTES);
    }

    private void require(String file, String target, String expected, long maxBytes) throws IOException {
        String found = fetch(file, target, maxBytes);
        if (found == null) {
            throw failed(file, "is not there");
        }
        if (!found.equals(expected)) {
            throw failed(
                    file, "has the SHA-256 `" + found + "` but must have `" + expected + "`; nothing of it is kept");
        }
    }

    /** The SHA-256 of the file, or null when there is none at that address. */
    private String fetch(String file, String target, long maxBytes) throws IOException {
        URI address = options.address(request.model(), file);
        Path path = folder.resolve(target);
        Files.createDirectories(path.getParent());
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            FileBody body = new FileBody(path, maxBytes);
            try {
                HttpResponse<String> answer = send(file, address, body);
                int status = answer.statusCode();
                if (status == 200) {
                    return answer.body();
                }
                body.abandon(new IOException("not wanted"));
                Files.delete(path);
                if (status == 404) {
                    return null;
                }
                if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
                    throw failed(file, "cannot be fetched: the address answered with status " + status);
                }
                address = redirect(file, address, answer);
            } finally {
                body.abandon(new IOException("over"));
            }
        }
        throw failed(file, "cannot be fetched: more than " + MOST_REDIRECTS + " redirects");
    }

    private URI redirect(String file, URI from, HttpResponse<?> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        URI to = options.redirect(from, location);
        if (to == null) {
            throw failed(
                    file,
                    "cannot be fetched: the address redirects to another host, and such redirects are not followed. If you trust that"
                            + " host, name it in `rec.encoder.download.redirect_hosts`");
        }
        return to;
    }

    private HttpResponse<String> send(String file, URI address, FileBody body) {
        // an answer without the file has a body as well, which is nothing to keep
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                HttpRequest.newBuilder(address).GET().build(),
                info -> info.statusCode() == 200 ? body : HttpResponse.BodySubscribers.replacing(""));
        Patience patience = new Patience();
        try {
            return Waiting.forResult(answer, () -> {
                look.run();
                if (!patience.lasts(body.bytes())) {
                    throw failed(file, "cannot be fetched: no data arrived for " + PATIENCE.toSeconds() + " seconds");
                }
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(file, "cannot be fetched: interrupted");
        } catch (ExecutionException cause) {
            String reason = cause.getCause().getMessage();
            throw failed(file, "cannot be fetched: " + (reason == null ? "no answer" : reason));
        } finally {
            answer.cancel(true);
        }
    }

    /** Ends when nothing has come for {@link #PATIENCE}. */
    private static final class Patience {
        private long seen;
        private long deadline = System.nanoTime() + PATIENCE.toNanos();

        boolean lasts(long bytes) {
            if (bytes > seen) {
                seen = bytes;
                deadline = System.nanoTime() + PATIENCE.toNanos();
                return true;
            }
            return System.nanoTime() <= deadline;
        }
    }

    private EncoderException failed(String file, String what) {
        return new EncoderException("The file `" + file + "` of the model `" + request.model() + "` " + what + ".");
    }
}
