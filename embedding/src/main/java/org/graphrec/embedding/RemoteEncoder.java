// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphrec.base.Sha256;

/**
 * An encoder behind an OpenAI-compatible service ({@code POST /v1/embeddings}). Texts leave this machine; empty ones
 * are not sent. How many texts the service truncates is not known.
 */
public final class RemoteEncoder implements TextEncoder {

    private static final long FIRST_PAUSE_MILLIS = 500;

    private final String name;
    private final RemoteOptions options;
    private final EmbeddingsClient client;
    private final int dimension;
    private final String fingerprint;
    private final Workers workers;
    private final Lease lease;

    private RemoteEncoder(String name, RemoteOptions options, EmbeddingsClient client, Runnable look) {
        this.name = name;
        this.options = options;
        this.client = client;
        dimension = client.vectors(List.of("dimension"), look)[0].length;
        fingerprint = Sha256.of(String.join(
                "|",
                options.endpoint().toString(),
                options.model(),
                Integer.toString(dimension),
                options.queryPrefix(),
                options.passagePrefix()));
        workers = new Workers(options.concurrency());
        lease = new Lease(name, workers::close);
    }

    /**
     * Opens the encoder, and asks for one vector to know the dimension.
     *
     * @param name what users call it
     * @param look run at least every 20 ms of waiting; what it throws ends the opening
     * @throws EncoderException when the service does not give a vector
     */
    public static RemoteEncoder open(String name, RemoteOptions options, Runnable look) {
        return open(name, options, FIRST_PAUSE_MILLIS, look);
    }

    static RemoteEncoder open(String name, RemoteOptions options, long firstPauseMillis, Runnable look) {
        return new RemoteEncoder(name, options, new EmbeddingsClient(options, firstPauseMillis), look);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** Of the address, the model's name and the prefixes: the weights behind them cannot be seen from here. */
    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public float[] encode(String text) {
        return encode(Arrays.asList(text), options.passagePrefix(), 1, EncodingMonitor.SILENT)[0];
    }

    @Override
    public float[] encodeQuery(String text, EncodingMonitor monitor) {
        return encode(Arrays.asList(text), options.queryPrefix(), 1, monitor)[0];
    }

    @Override
    public float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor) {
        return encode(texts, options.passagePrefix(), concurrency, monitor);
    }

    private float[][] encode(List<String> texts, String prefix, int concurrency, EncodingMonitor monitor) {
        Workers.requireConcurrency(concurrency);
        lease.begin();
        try {
            float[][] vectors = new float[texts.size()][];
            Progress progress = new Progress(monitor);
            List<Integer> worded = new ArrayList<>();
            for (int i = 0; i < vectors.length; i++) {
                String text = texts.get(i);
                if (text == null || SafeText.of(text).text().isBlank()) {
                    vectors[i] = new float[dimension];
                    progress.empty();
                } else {
                    worded.add(i);
                }
            }
            int size = options.batchSize();
            AtomicBoolean stopped = new AtomicBoolean();
            workers.forEach(
                    (worded.size() + size - 1) / size,
                    concurrency,
                    unit -> {
                        int to = Math.min(worded.size(), (unit + 1) * size);
                        batch(texts, worded.subList(unit * size, to), prefix, vectors, progress, stopped);
                    },
                    progress::tell,
                    () -> stopped.set(true));
            progress.tell();
            return vectors;
        } finally {
            lease.end();
        }
    }

    private void batch(
            List<String> texts,
            List<Integer> indices,
            String prefix,
            float[][] vectors,
            Progress progress,
            AtomicBoolean stopped) {
        List<String> inputs = new ArrayList<>(indices.size());
        int cut = 0;
        for (int index : indices) {
            SafeText safe = SafeText.of(texts.get(index));
            inputs.add(prefix + safe.text());
            cut += safe.cut() ? 1 : 0;
        }
        float[][] found = client.vectors(inputs, () -> {
            if (stopped.get()) {
                throw new CancellationException("The encoding was terminated.");
            }
        });
        for (int i = 0; i < found.length; i++) {
            if (found[i].length != dimension) {
                throw new EncoderException("The embedding service for the model `" + options.model() + "` sent a vector"
                        + " of " + found[i].length + " dimensions after one of " + dimension + ".");
            }
            vectors[indices.get(i)] = found[i];
        }
        progress.encoded(found.length, cut);
    }

    @Override
    public void close() {
        lease.close();
    }

    @Override
    public boolean closeAndWait(Duration atMost) {
        lease.close();
        return lease.awaitRelease(atMost);
    }
}
