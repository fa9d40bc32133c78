// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.benchmark;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The bundled model run as plain loops do it, with ONNX Runtime's threads inside each run. */
final class PlainRuns implements AutoCloseable {

    private static final TokenizersLibrary NATIVE = TokenizersLibrary.LIB;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final long tokenizer;

    PlainRuns(int threads) throws OrtException, IOException {
        tokenizer = NATIVE.createTokenizerFromString(
                new String(resource("/all-minilm-l6-v2-q-tokenizer.json"), StandardCharsets.UTF_8));
        NATIVE.disablePadding(tokenizer);
        NATIVE.setTruncation(tokenizer, 256, "LONGEST_FIRST", 0);
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(resource("/all-minilm-l6-v2-q.onnx"), options);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PlainRuns.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    long[][] tokens(List<String> texts) {
        return texts.stream().map(this::tokens).toArray(long[][]::new);
    }

    private long[] tokens(String text) {
        long encoding = NATIVE.encode(tokenizer, text, true);
        long[] ids = NATIVE.getTokenIds(encoding);
        NATIVE.deleteEncoding(encoding);
        return ids;
    }

    long[][] sortedTokens(List<String> texts) {
        long[][] tokens = tokens(texts);
        Arrays.sort(tokens, Comparator.comparingInt(ids -> ids.length));
        return tokens;
    }

    /** Tokenizes, pads and runs batch after batch in the order given. */
    float naive(List<String> texts, int batch) throws OrtException {
        float sum = 0;
        for (int from = 0; from < texts.size(); from += batch) {
            sum += run(tokens(texts.subList(from, Math.min(texts.size(), from + batch))));
        }
        return sum;
    }

    /** Runs batch after batch of texts that are tokenized already. */
    float raw(long[][] tokens, int batch) throws OrtException {
        float sum = 0;
        for (int from = 0; from < tokens.length; from += batch) {
            sum += run(Arrays.copyOfRange(tokens, from, Math.min(tokens.length, from + batch)));
        }
        return sum;
    }

    private float run(long[][] tokens) throws OrtException {
        int width = 0;
        for (long[] ids : tokens) {
            width = Math.max(width, ids.length);
        }
        long[][] ids = new long[tokens.length][width];
        long[][] mask = new long[tokens.length][width];
        for (int r = 0; r < tokens.length; r++) {
            System.arraycopy(tokens[r], 0, ids[r], 0, tokens[r].length);
            Arrays.fill(mask[r], 0, tokens[r].length, 1);
        }
        try (OnnxTensor input = OnnxTensor.createTensor(environment, ids);
                OnnxTensor attention = OnnxTensor.createTensor(environment, mask);
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[tokens.length][width]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            float[] hidden = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
            return pooled(hidden, tokens, width);
        }
    }

    /** Mean pooling and unit length, as a caller has to do; the sum keeps the work from being dropped. */
    private static float pooled(float[] hidden, long[][] tokens, int width) {
        int dimension = hidden.length / (tokens.length * width);
        float sum = 0;
        float[] vector = new float[dimension];
        for (int r = 0; r < tokens.length; r++) {
            Arrays.fill(vector, 0);
            for (int t = 0; t < tokens[r].length; t++) {
                for (int d = 0; d < dimension; d++) {
                    vector[d] += hidden[(r * width + t) * dimension + d];
                }
            }
            float squares = 0;
            for (float value : vector) {
                squares += value * value;
            }
            sum += vector[0] / (float) Math.sqrt(squares);
        }
        return sum;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        NATIVE.deleteTokenizer(tokenizer);
    }
}
