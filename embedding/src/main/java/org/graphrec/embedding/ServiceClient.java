// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.graphrec.base.Json;
import org.graphrec.base.Waiting;

/** Asks an OpenAI-compatible service, again after a passing failure. Follows no redirect. */
final class ServiceClient {

    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504, 529);
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final String kind;
    private final ServiceOptions options;
    private final int mostBytes;
    private final Map<Integer, String> advice;
    private final long firstPauseMillis;
    private final HttpClient client;

    /**
     * Takes what it asks.
     *
     * @param kind what errors call the service, such as `embedding`
     * @param mostBytes of an answer
     * @param advice by the status of an answer, what to do
     * @param firstPauseMillis before the second attempt; each further pause is twice as long
     */
    ServiceClient(
            String kind, ServiceOptions options, int mostBytes, Map<Integer, String> advice, long firstPauseMillis) {
        this.kind = kind;
        this.options = options;
        this.mostBytes = mostBytes;
        this.advice = Map.copyOf(advice);
        this.firstPauseMillis = firstPauseMillis;
        client = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The body of the service's answer.
     *
     * @param path such as {@code embeddings}
     * @param body what is asked, as JSON
     * @param look run at least every 20 ms of waiting; what it throws ends the request
     * @throws EncoderException when there is none, with the address never shown
     */
    byte[] answer(String path, Map<String, Object> body, Runnable look) {
        HttpRequest request = request(path, body);
        for (int attempt = 0; ; attempt++) {
            String failure;
            long pause = Math.min(LONGEST_PAUSE_MILLIS, firstPauseMillis << Math.min(attempt, 10));
            try {
                HttpResponse<byte[]> answer = send(request, look);
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                failure = "answered with status " + answer.statusCode();
                if (!PASSING.contains(answer.statusCode())) {
                    throw failed(failure + advice(answer.statusCode()));
                }
                pause = Math.max(pause, retryAfterMillis(answer));
            } catch (IOException cause) {
                failure = cause.getMessage() == null ? "did not answer" : "did not answer: " + cause.getMessage();
            }
            if (attempt == options.retries()) {
                throw failed(failure + " after " + (attempt + 1) + " attempts. Try again later");
            }
            pause(pause, look);
        }
    }

    private HttpRequest request(String path, Map<String, Object> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.endpoint(path))
                .timeout(options.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body), StandardCharsets.US_ASCII));
        if (!options.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + options.apiKey());
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest request, Runnable look) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new BoundedBody(mostBytes));
        long deadline = System.nanoTime() + options.timeout().toNanos();
        try {
            return Waiting.<HttpResponse<byte[]>, IOException>forResult(answer, () -> {
                look.run();
                // the request's own timeout ends with the headers
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "no complete answer within " + options.timeout().toMillis() + " ms");
                }
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        } catch (ExecutionException cause) {
            throw cause.getCause() instanceof IOException io
                    ? new IOException(io.getMessage(), io)
                    : new IOException("the request failed", cause.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static void pause(long millis, Runnable look) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            look.run();
            try {
                Thread.sleep(Waiting.CHECK_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static long retryAfterMillis(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("0");
        return seconds.matches("[0-9]{1,4}") ? Math.min(LONGEST_PAUSE_MILLIS, Long.parseLong(seconds) * 1000) : 0;
    }

    private String advice(int status) {
        return advice.getOrDefault(
                status, status / 100 == 3 ? ". Redirects are not followed; use the final address" : "");
    }

    private EncoderException failed(String how) {
        return new EncoderException("The " + kind + " service for the model `" + options.model() + "` " + how + ".");
    }
}
