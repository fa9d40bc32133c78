// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.time.Duration;
import java.util.List;
import org.graphrec.base.Sha256;

/**
 * An encoder without a network: the vector of a text is the mean of its tokens' vectors, from a table, made unit length.
 * Pure Java, and about a hundred times as fast as a transformer of six layers. Reads texts of any length to their end.
 *
 * <p>Source: Model2Vec (Tulkens and van Dongen, 2024), whose files it reads.
 */
final class StaticEncoder implements Teacher {

    private static final int TEXTS_PER_UNIT = 128;

    private final String name;
    private final String fingerprint;
    private final byte[] tokenizerJson;
    private final WordPiece tokenizer;
    private final TokenTable table;
    private final Workers workers;
    private final Lease lease;

    /**
     * Reads an encoder.
     *
     * @param model the content of model.safetensors
     * @param tokenizerJson the content of tokenizer.json
     */
    StaticEncoder(String name, byte[] model, byte[] tokenizerJson, int threads) {
        this.name = name;
        fingerprint = Sha256.of(Sha256.of(model) + '|' + Sha256.of(tokenizerJson) + "|static");
        this.tokenizerJson = tokenizerJson;
        tokenizer = new WordPiece(tokenizerJson);
        table = TokenTable.of(model, tokenizer.size());
        workers = new Workers(threads);
        lease = new Lease(name, workers::close);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return table.dimension();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public float[] encode(String text) {
        lease.begin();
        try {
            float[] vector = table.vector(tokens(text), tokenizer.unknown());
            if (Float.isNaN(vector[0])) {
                throw new EncoderException("The table of the encoder `" + name
                        + "` has numbers that are not finite. Its file is broken; distill it again.");
            }
            return vector;
        } finally {
            lease.end();
        }
    }

    @Override
    public float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor) {
        Workers.requireConcurrency(concurrency);
        lease.begin();
        try {
            String[] all = texts.toArray(String[]::new);
            float[][] vectors = new float[all.length][];
            Progress progress = new Progress(monitor);
            workers.forEach(
                    (all.length + TEXTS_PER_UNIT - 1) / TEXTS_PER_UNIT,
                    concurrency,
                    unit -> encode(all, unit * TEXTS_PER_UNIT, vectors, progress),
                    progress::tell,
                    () -> {});
            progress.tell();
            return vectors;
        } finally {
            lease.end();
        }
    }

    private void encode(String[] texts, int from, float[][] vectors, Progress progress) {
        int to = Math.min(texts.length, from + TEXTS_PER_UNIT);
        int encoded = 0;
        for (int i = from; i < to; i++) {
            int[] tokens = tokens(texts[i]);
            vectors[i] = table.vector(tokens, tokenizer.unknown());
            if (tokens.length == 0) {
                progress.empty();
            } else {
                encoded++;
            }
        }
        progress.encoded(encoded, 0);
    }

    private int[] tokens(String text) {
        return text == null ? new int[0] : tokenizer.ids(text);
    }

    @Override
    public byte[] tokenizerJson() {
        return tokenizerJson.clone();
    }

    @Override
    public int[] tokenCounts(List<String> texts) {
        return texts.stream().mapToInt(text -> tokenizer.ids(text).length).toArray();
    }

    @Override
    public float[][] tokenVectors(int tokens, int concurrency, EncodingMonitor monitor) {
        float[][] vectors = new float[tokens][];
        for (int token = 0; token < tokens; token++) {
            vectors[token] = table.vector(new int[] {token}, -1);
        }
        monitor.advance(tokens);
        return vectors;
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
