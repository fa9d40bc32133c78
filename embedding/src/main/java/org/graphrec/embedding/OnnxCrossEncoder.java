// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.List;
import org.graphrec.base.Sha256;

/** A cross-encoder over one ONNX model and one tokenizer. Pairs are run one by one, so that none changes another's bits. */
final class OnnxCrossEncoder implements CrossEncoder {

    private final EncoderSpec spec;
    private final String fingerprint;
    private final Tokenizer tokenizer;
    private final OnnxModel model;
    private final Workers workers;
    private final Lease lease;

    /** Loads an encoder; model and tokenizer must be known to be harmless. */
    OnnxCrossEncoder(EncoderSpec spec, byte[] onnx, byte[] tokenizerJson, int threads) {
        this.spec = spec;
        fingerprint = Sha256.of(Sha256.of(onnx) + '|' + Sha256.of(tokenizerJson) + '|' + spec.line());
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
            return OnnxModel.ofPairs(onnx, spec.tokensPerRun());
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
        return 1;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public float[] relevance(String query, List<String> texts, int concurrency, EncodingMonitor monitor) {
        Workers.requireConcurrency(concurrency);
        lease.begin();
        try {
            return NativeLibraries.running(() -> {
                Progress progress = new Progress(monitor);
                Terminator terminator = new Terminator();
                float[] relevance = new float[texts.size()];
                workers.forEach(
                        relevance.length,
                        concurrency,
                        unit -> {
                            String text = texts.get(unit);
                            if (text == null || text.isBlank()) {
                                progress.empty();
                            } else {
                                Tokens tokens = tokenizer.pair(query, text);
                                relevance[unit] = relevance(tokens, terminator);
                                progress.encoded(1, tokens.truncated() ? 1 : 0);
                            }
                        },
                        progress::tell,
                        terminator::terminate);
                progress.tell();
                return relevance;
            });
        } finally {
            lease.end();
        }
    }

    private float relevance(Tokens tokens, Terminator terminator) {
        try {
            float logit = model.run(List.of(tokens), spec.padId(), spec.pooling(), terminator)[0][0];
            return Float.isFinite(logit) ? (float) (1 / (1 + Math.exp(-logit))) : Float.NaN;
        } catch (OrtException cause) {
            throw terminator.failure(
                    "The model of the encoder `" + spec.name() + "` failed on a pair of " + tokens.size() + " tokens",
                    cause);
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
