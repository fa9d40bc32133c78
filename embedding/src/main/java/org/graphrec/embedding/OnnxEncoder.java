// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrec.base.Sha256;

/**
 * An encoder over one ONNX model and one tokenizer. The fixed outline of a call: tokenize, group texts of similar
 * length, run, pool, make unit length; all but the grouping on the encoder's own threads.
 */
final class OnnxEncoder implements Teacher {

    /** Texts tokenized and grouped at a time: bounds the memory of a long call and is no multiple of the threads. */
    private static final int WINDOW = 2048;

    private static final int TEXTS_PER_TOKENIZING = 32;

    private final EncoderSpec spec;
    private final String fingerprint;
    private final byte[] tokenizerJson;
    private final Tokenizer tokenizer;
    private final OnnxModel model;
    private final Workers workers;
    private final Lease lease;

    /** Loads an encoder whose space is its own. */
    OnnxEncoder(EncoderSpec spec, byte[] onnx, byte[] tokenizerJson, int threads) {
        this(spec, onnx, tokenizerJson, threads, "");
    }

    /**
     * Loads an encoder; model and tokenizer must be known to be harmless.
     *
     * @param space the fingerprint of the space that it shares with models of pictures or sounds; empty where it has its own
     */
    OnnxEncoder(EncoderSpec spec, byte[] onnx, byte[] tokenizerJson, int threads, String space) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException(
                    "The value of `threads` must be between 1 and 1024 but was `" + threads + "`.");
        }
        this.spec = spec;
        this.tokenizerJson = tokenizerJson;
        fingerprint = space.isEmpty()
                ? Sha256.of(Sha256.of(onnx) + '|' + Sha256.of(tokenizerJson) + '|' + spec.line())
                : space;
        workers = new Workers(threads);
        try {
            tokenizer =
                    NativeLibraries.running(() -> workers.call(() -> new Tokenizer(tokenizerJson, spec.maxTokens())));
            model = NativeLibraries.running(() -> workers.call(() -> model(onnx)));
        } catch (RuntimeException | Error unusable) {
            workers.close();
            throw unusable;
        }
        lease = new Lease(spec.name(), this::release);
    }

    private OnnxModel model(byte[] onnx) {
        try {
            return new OnnxModel(onnx, spec.tokensPerRun());
        } catch (OrtException | RuntimeException cause) {
            tokenizer.close();
            throw new EncoderException(
                    "The model of the encoder `" + spec.name() + "` cannot be loaded: " + cause.getMessage(), cause);
        }
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public float[] encode(String text) {
        return single(text, spec.passagePrefix(), EncodingMonitor.SILENT);
    }

    @Override
    public float[] encodeQuery(String text, EncodingMonitor monitor) {
        return single(text, spec.queryPrefix(), monitor);
    }

    @Override
    public float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor) {
        return encode(texts, spec.passagePrefix(), concurrency, monitor);
    }

    private float[] single(String text, String prefix, EncodingMonitor monitor) {
        float[] vector = encode(Arrays.asList(text), prefix, 1, monitor)[0];
        if (Float.isNaN(vector[0])) {
            throw new EncoderException("The model of the encoder `" + spec.name()
                    + "` returned numbers that are not finite. Its file or its export is broken.");
        }
        return vector;
    }

    @Override
    public float[] wordless() {
        lease.begin();
        try {
            return NativeLibraries.running(
                    () -> workers.call(() -> vectors(List.of(tokenizer.tokens("")), new Terminator())[0]));
        } finally {
            lease.end();
        }
    }

    @Override
    public byte[] tokenizerJson() {
        return tokenizerJson.clone();
    }

    @Override
    public int mostTokens() {
        return spec.maxTokens()
                - Math.min(
                        spec.maxTokens() - 1,
                        tokenizer.tokens(spec.passagePrefix()).size());
    }

    @Override
    public int[] tokenCounts(List<String> texts) {
        lease.begin();
        try {
            return NativeLibraries.running(() -> workers.call(() -> {
                int around = tokenizer.tokens("").size();
                return texts.stream()
                        .mapToInt(text -> tokenizer.tokens(text).size() - around)
                        .toArray();
            }));
        } finally {
            lease.end();
        }
    }

    @Override
    public float[][] tokenVectors(int tokens, int concurrency, EncodingMonitor monitor) {
        Workers.requireConcurrency(concurrency);
        lease.begin();
        try {
            return NativeLibraries.running(() -> alone(tokens, concurrency, monitor));
        } finally {
            lease.end();
        }
    }

    /** Each token between what the model wants around a text. */
    private float[][] alone(int tokens, int concurrency, EncodingMonitor monitor) {
        Progress progress = new Progress(monitor);
        Terminator terminator = new Terminator();
        long[] empty = workers.call(() -> tokenizer.tokens("")).ids();
        float[][] vectors = new float[tokens][];
        int[] lengths = new int[tokens];
        Arrays.fill(lengths, empty.length + 1);
        List<int[]> batches = Batches.of(lengths, spec.tokensPerRun(), spec.rowsPerRun());
        workers.forEach(
                batches.size(),
                concurrency,
                unit -> {
                    int[] batch = batches.get(unit);
                    List<Tokens> rows = new ArrayList<>(batch.length);
                    for (int token : batch) {
                        rows.add(Tokens.between(empty, token));
                    }
                    float[][] found = vectors(rows, terminator);
                    for (int r = 0; r < batch.length; r++) {
                        vectors[batch[r]] = found[r];
                    }
                    progress.encoded(batch.length, 0);
                },
                progress::tell,
                terminator::terminate);
        progress.tell();
        return vectors;
    }

    private float[][] encode(List<String> texts, String prefix, int concurrency, EncodingMonitor monitor) {
        Workers.requireConcurrency(concurrency);
        lease.begin();
        try {
            float[][] vectors = new float[texts.size()][];
            for (int from = 0; from < vectors.length; from += WINDOW) {
                int to = Math.min(vectors.length, from + WINDOW);
                String[] part = texts.subList(from, to).toArray(String[]::new);
                float[][] window = NativeLibraries.running(() -> window(part, prefix, concurrency, monitor));
                System.arraycopy(window, 0, vectors, from, window.length);
            }
            return vectors;
        } finally {
            lease.end();
        }
    }

    private float[][] window(String[] texts, String prefix, int concurrency, EncodingMonitor monitor) {
        Progress progress = new Progress(monitor);
        Terminator terminator = new Terminator();
        Tokens[] tokens = new Tokens[texts.length];
        float[][] vectors = new float[texts.length][];

        int wordless = tokenizer.tokens(prefix).size();
        int units = (texts.length + TEXTS_PER_TOKENIZING - 1) / TEXTS_PER_TOKENIZING;
        workers.forEach(
                units,
                concurrency,
                unit -> tokenize(texts, prefix, wordless, unit, tokens),
                progress::tell,
                terminator::terminate);

        int[] lengths = new int[texts.length];
        for (int i = 0; i < lengths.length; i++) {
            if (tokens[i] == null) {
                vectors[i] = new float[model.dimension()];
                progress.empty();
            } else {
                lengths[i] = tokens[i].size();
            }
        }

        List<int[]> batches = Batches.of(lengths, spec.tokensPerRun(), spec.rowsPerRun());
        workers.forEach(
                batches.size(),
                concurrency,
                unit -> run(batches.get(unit), tokens, vectors, progress, terminator),
                progress::tell,
                terminator::terminate);
        progress.tell();
        return vectors;
    }

    /** Tokens of the texts of one unit; null stays where a text has no words. */
    private void tokenize(String[] texts, String prefix, int wordless, int unit, Tokens[] tokens) {
        int from = unit * TEXTS_PER_TOKENIZING;
        for (int i = from; i < Math.min(texts.length, from + TEXTS_PER_TOKENIZING); i++) {
            if (texts[i] != null && !texts[i].isBlank()) {
                Tokens found = tokenizer.tokens(prefix + texts[i]);
                tokens[i] = found.size() > wordless ? found : null;
            }
        }
    }

    private void run(int[] batch, Tokens[] tokens, float[][] vectors, Progress progress, Terminator terminator) {
        List<Tokens> rows = new ArrayList<>(batch.length);
        int truncated = 0;
        for (int text : batch) {
            rows.add(tokens[text]);
            truncated += tokens[text].truncated() ? 1 : 0;
        }
        float[][] found = vectors(rows, terminator);
        for (int r = 0; r < batch.length; r++) {
            vectors[batch[r]] = found[r];
        }
        progress.encoded(batch.length, truncated);
    }

    private float[][] vectors(List<Tokens> rows, Terminator terminator) {
        try {
            float[][] vectors = model.run(rows, spec.padId(), spec.pooling(), terminator);
            for (float[] vector : vectors) {
                finish(vector);
            }
            return vectors;
        } catch (OrtException cause) {
            throw terminator.failure(
                    "The model of the encoder `" + spec.name() + "` failed on a text of "
                            + rows.get(0).size() + " tokens",
                    cause);
        }
    }

    /** Divides by the Euclidean norm, unless that is 0; all NaN where a number is not finite. */
    static void finish(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares)) {
            Arrays.fill(vector, Float.NaN);
        } else if (squares > 0) {
            double norm = Math.sqrt(squares);
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] / norm);
            }
        }
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

    private void release() {
        workers.close();
        model.close();
        tokenizer.close();
    }
}
