package org.graphrec.embedding;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transformer in ONNX that turns tokens into token vectors, {@code [rows, width] -> [rows, width, dimension]}. Any
 * number of threads may run it at once, each run on its own thread only; none during or after {@link #close}.
 */
final class OnnxModel implements AutoCloseable {

    static final int MAX_DIMENSION = 16_384;

    private static final AtomicLong OPENED = new AtomicLong();
    private static final AtomicLong LIVE_TENSORS = new AtomicLong();
    private static final List<String> USUAL_OUTPUTS = List.of("last_hidden_state", "token_embeddings");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<ModelInput> inputs = new ArrayList<>();
    private final String output;
    private final int dimension;
    private final int tokensPerRun;
    private final Queue<Map<ModelInput, LongBuffer>> idleBuffers = new ConcurrentLinkedQueue<>();

    /**
     * Loads a model. The bytes must be known to be harmless: a malformed model can end the whole process.
     *
     * @param tokensPerRun the most tokens, padding included, that one run gets
     */
    OnnxModel(byte[] onnx, int tokensPerRun) throws OrtException {
        this.tokensPerRun = tokensPerRun;
        environment = NativeLibraries.load();
        try (SessionOptions options = new SessionOptions()) {
            // one thread per run: texts, not operators, are what runs in parallel
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            options.addConfigEntry("session.load_model_format", "ONNX");
            // an arena never gives back what the longest text took
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            OPENED.incrementAndGet();
            session = environment.createSession(onnx, options);
        }
        try {
            for (String name : session.getInputNames()) {
                inputs.add(input(name));
            }
            output = outputName(session);
            dimension = (int) shape(session.getOutputInfo().get(output))[2];
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
        float[] hidden = tokenVectors(rows, width, padId, terminator);
        float[][] vectors = new float[rows.size()][dimension];
        for (int r = 0; r < vectors.length; r++) {
            pooling.pool(hidden, r * width * dimension, rows.get(r).size(), vectors[r]);
        }
        return vectors;
    }

    private float[] tokenVectors(List<Tokens> rows, int width, long padId, Terminator terminator) throws OrtException {
        Map<ModelInput, LongBuffer> buffers = borrowBuffers();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        RunOptions options = terminator.begin();
        try {
            for (ModelInput input : inputs) {
                LongBuffer buffer = buffers.get(input);
                input.fill(buffer, rows, width, padId);
                tensors.put(
                        input.onnxName(),
                        OnnxTensor.createTensor(environment, buffer, new long[] {rows.size(), width}));
                LIVE_TENSORS.incrementAndGet();
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output), options)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                if (values.remaining() != Math.multiplyExact(Math.multiplyExact(rows.size(), width), dimension)) {
                    throw new EncoderException("The model gave " + values.remaining() + " numbers for " + rows.size()
                            + " texts of " + width + " tokens in " + dimension + " dimensions.");
                }
                float[] hidden = new float[values.remaining()];
                values.get(hidden);
                return hidden;
            }
        } finally {
            terminator.ended(options);
            tensors.values().forEach(OnnxTensor::close);
            LIVE_TENSORS.addAndGet(-tensors.size());
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
        throw new EncoderException("The model wants an input `" + name + "`, which no text encoder has. Export it for"
                + " feature extraction, with input_ids and attention_mask.");
    }

    private static String outputName(OrtSession session) throws OrtException {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        List<String> candidates = new ArrayList<>(USUAL_OUTPUTS);
        candidates.addAll(outputs.keySet());
        for (String name : candidates) {
            long[] shape = outputs.containsKey(name) ? shape(outputs.get(name)) : new long[0];
            if (shape.length == 3 && shape[2] > 0 && shape[2] <= MAX_DIMENSION) {
                return name;
            }
        }
        throw new EncoderException("The model has no output of token vectors (rows, tokens, dimension) in 32 bit, only "
                + outputs.keySet() + ". Export it for feature extraction.");
    }

    private static long[] shape(NodeInfo info) {
        return info.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
                ? tensor.getShape()
                : new long[0];
    }

    /** How many models were handed to native code in this process, also those it refused. */
    static long opened() {
        return OPENED.get();
    }

    /** How many input tensors exist in this process. */
    static long liveTensors() {
        return LIVE_TENSORS.get();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException cause) {
            throw new EncoderException("The model could not be closed: " + cause.getMessage(), cause);
        }
    }
}
