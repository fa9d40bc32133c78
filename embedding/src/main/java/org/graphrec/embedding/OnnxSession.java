// SPDX-License-Identifier: GPL-3.0-only
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model that native code has opened. Any number of threads may run it at once, each run on its own thread only; none
 * during or after {@link #close}.
 */
final class OnnxSession implements AutoCloseable {

    private static final AtomicLong OPENED = new AtomicLong();
    private static final AtomicLong LIVE_TENSORS = new AtomicLong();

    private final OrtEnvironment environment;
    private final OrtSession session;

    /** Loads a model. The bytes must be known to be harmless: a malformed model can end the whole process. */
    OnnxSession(byte[] onnx) throws OrtException {
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
    }

    /** The shapes of the inputs by name, -1 for a size that may vary; no sizes where one is no tensor. */
    Map<String, long[]> inputs() throws OrtException {
        return shapes(session.getInputInfo(), null);
    }

    /** The shapes of the outputs in 32 bit by name; no sizes for others. */
    Map<String, long[]> outputs() throws OrtException {
        return shapes(session.getOutputInfo(), OnnxJavaType.FLOAT);
    }

    private static Map<String, long[]> shapes(Map<String, NodeInfo> nodes, OnnxJavaType type) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        nodes.forEach((name, node) -> shapes.put(name, shape(node, type)));
        return shapes;
    }

    private static long[] shape(NodeInfo node, OnnxJavaType type) {
        return node.getInfo() instanceof TensorInfo tensor && (type == null || tensor.type == type)
                ? tensor.getShape()
                : new long[0];
    }

    /** The tensors of one run, which are freed with it. */
    final class Run implements AutoCloseable {

        private final Map<String, OnnxTensor> tensors = new HashMap<>();

        Run put(String input, LongBuffer values, long... shape) throws OrtException {
            return put(input, OnnxTensor.createTensor(environment, values, shape));
        }

        Run put(String input, FloatBuffer values, long... shape) throws OrtException {
            return put(input, OnnxTensor.createTensor(environment, values, shape));
        }

        private Run put(String input, OnnxTensor tensor) {
            tensors.put(input, tensor);
            LIVE_TENSORS.incrementAndGet();
            return this;
        }

        /** The output's numbers and its shape, unless {@code terminator} ends the run. */
        Output output(String name, Terminator terminator) throws OrtException {
            RunOptions options = terminator.begin();
            try (OrtSession.Result result = session.run(tensors, Set.of(name), options)) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                FloatBuffer buffer = Optional.ofNullable(tensor.getFloatBuffer())
                        .orElseThrow(() -> new EncoderException("The model returned no 32-bit numbers."));
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return new Output(values, tensor.getInfo().getShape());
            } finally {
                terminator.ended(options);
            }
        }

        @Override
        public void close() {
            tensors.values().forEach(OnnxTensor::close);
            LIVE_TENSORS.addAndGet(-tensors.size());
            tensors.clear();
        }
    }

    /** What a run gave. Not compared, so that its arrays do no harm. */
    @SuppressWarnings("ArrayRecordComponent")
    record Output(float[] values, long[] shape) {}

    /** Tensors for a new run; the caller closes it. */
    Run run() {
        return new Run();
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
