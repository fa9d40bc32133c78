// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The same ONNX file run as simply as can be: one text, default settings, own tokenizer, own pooling. */
final class MiniLmReference implements AutoCloseable {

    private final WordPieceReference tokenizer;
    private final OrtEnvironment environment = NativeLibraries.load();
    private final OrtSession session;

    MiniLmReference() throws OrtException {
        byte[] json = MiniLm.read("all-minilm-l6-v2-q-tokenizer.json");
        tokenizer = new WordPieceReference(new String(json, StandardCharsets.UTF_8), 256);
        session = environment.createSession(MiniLm.read("all-minilm-l6-v2-q.onnx"));
    }

    long[] ids(String text) {
        return tokenizer.ids(text);
    }

    double[] encode(String text) throws OrtException {
        long[] ids = tokenizer.ids(text);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            float[][] hidden = ((float[][][]) result.get(0).getValue())[0];
            double[] mean = new double[hidden[0].length];
            for (float[] token : hidden) {
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += token[d];
                }
            }
            double norm = Math.sqrt(Arrays.stream(mean).map(v -> v * v).sum());
            return Arrays.stream(mean).map(v -> v / norm).toArray();
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
