// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A transformer in ONNX that turns tokens into token vectors, {@code [rows, width] -> [rows, width, dimension]}; or, as the
 * text model of CLIP, into one vector for each text, {@code [rows, width] -> [rows, dimension]}. Any number of threads may
 * run it at once, each run on its own thread only; none during or after {@link #close}.
 */
final class OnnxModel implements AutoCloseable {

    static final int MAX_DIMENSION = 16_384;

    /** The vector of a whole text, in the space of the model's pictures or sounds. */
    private static final String TEXT_VECTORS = "text_embeds";

    /** One number for each pair of texts. */
    private static final String PAIRS = "logits";

    private static final List<String> USUAL_OUTPUTS = List.of("last_hidden_state", "token_embeddings");

    private final OnnxSession session;
    private final List<ModelInput> inputs = new ArrayList<>();
    private final String output;
    private final boolean pooled;
    private final int dimension;
    private final int tokensPerRun;
    private final Queue<Map<ModelInput, LongBuffer>> idleBuffers = new ConcurrentLinkedQueue<>();

    /**
     * Loads a model. The bytes must be known to be harmless: a malformed model can end the whole process.
     *
     * @param tokensPerRun the most tokens, padding included, that one run gets
     */
    OnnxModel(byte[] onnx, int tokensPerRun) throws OrtException {
        this(onnx, tokensPerRun, OnnxModel::outputName);
    }

    /** The same for a model that gives one number for each pair of texts, {@code [rows, width] -> [rows, 1]}. */
    static OnnxModel ofPairs(byte[] onnx, int tokensPerRun) throws OrtException {
        return new OnnxModel(onnx, tokensPerRun, OnnxModel::outputOfPairs);
    }

    private OnnxModel(byte[] onnx, int tokensPerRun, Function<Map<String, long[]>, String> chosen) throws OrtException {
        this.tokensPerRun = tokensPerRun;
        session = new OnnxSession(onnx);
        try {
            for (String name : session.inputs().keySet()) {
                inputs.add(input(name));
            }
            Map<String, long[]> outputs = session.outputs();
            output = chosen.apply(outputs);
            pooled = outputs.get(output).length == 2;
            dimension = (int) outputs.get(output)[pooled ? 1 : 2];
        } catch (RuntimeException | OrtException cause) {
            session.close();
            throw cause;
        }
    }

    int dimension() {
        return dimension;
    }

    /**
     * Runs texts as one batch and pools each.
     *
     * @param rows at least one text; rows times the longest of them at most {@code tokensPerRun}
     * @return {@code [rows][dimension]}, not normalised
     */
    float[][] run(List<Tokens> rows, long padId, Pooling pooling, Terminator terminator) throws OrtException {
        int width = rows.stream().mapToInt(Tokens::size).max().orElseThrow();
        float[] hidden = numbers(rows, width, padId, terminator);
        float[][] vectors = new float[rows.size()][dimension];
        for (int r = 0; r < vectors.length; r++) {
            if (pooled) {
                System.arraycopy(hidden, r * dimension, vectors[r], 0, dimension);
            } else {
                pooling.pool(hidden, r * width * dimension, rows.get(r).size(), vectors[r]);
            }
        }
        return vectors;
    }

    private float[] numbers(List<Tokens> rows, int width, long padId, Terminator terminator) throws OrtException {
        Map<ModelInput, LongBuffer> buffers = borrowBuffers();
        try (OnnxSession.Run run = session.run()) {
            for (ModelInput input : inputs) {
                LongBuffer buffer = buffers.get(input);
                input.fill(buffer, rows, width, padId);
                run.put(input.onnxName(), buffer, rows.size(), width);
            }
            float[] hidden = run.output(output, terminator).values();
            int places = Math.multiplyExact(rows.size(), pooled ? 1 : width);
            if (hidden.length != Math.multiplyExact(places, dimension)) {
                throw new EncoderException("The model gave " + hidden.length + " numbers for " + rows.size()
                        + " texts of " + width + " tokens in " + dimension + " dimensions.");
            }
            return hidden;
        } finally {
            idleBuffers.add(buffers);
        }
    }

    private Map<ModelInput, LongBuffer> borrowBuffers() {
        Map<ModelInput, LongBuffer> idle = idleBuffers.poll();
        if (idle != null) {
            return idle;
        }
        Map<ModelInput, LongBuffer> buffers = new EnumMap<>(ModelInput.class);
        inputs.forEach(input -> buffers.put(input, ModelInput.buffer(tokensPerRun)));
        return buffers;
    }

    private static ModelInput input(String name) {
        for (ModelInput input : ModelInput.values()) {
            if (input.onnxName().equals(name)) {
                return input;
            }
        }
        throw new EncoderException("The model needs an input `" + name + "`, which no text encoder has. Export it for"
                + " feature extraction, with input_ids and attention_mask.");
    }

    private static String outputName(Map<String, long[]> outputs) {
        if (fits(outputs.get(TEXT_VECTORS), 2)) {
            return TEXT_VECTORS;
        }
        List<String> candidates = new ArrayList<>(USUAL_OUTPUTS);
        candidates.addAll(outputs.keySet());
        for (String name : candidates) {
            if (fits(outputs.get(name), 3)) {
                return name;
            }
        }
        throw new EncoderException("The model has no 32-bit output of token vectors (rows, tokens, dimension), only "
                + outputs.keySet() + ". Export it for feature extraction.");
    }

    private static String outputOfPairs(Map<String, long[]> outputs) {
        if (fits(outputs.get(PAIRS), 2) && outputs.get(PAIRS)[1] == 1) {
            return PAIRS;
        }
        throw new EncoderException("The model has no output `logits` with one number for each pair, only "
                + outputs.keySet() + ". Export a cross-encoder with one label for text classification.");
    }

    private static boolean fits(long[] shape, int sizes) {
        return shape != null && shape.length == sizes && shape[sizes - 1] > 0 && shape[sizes - 1] <= MAX_DIMENSION;
    }

    @Override
    public void close() {
        session.close();
    }
}
