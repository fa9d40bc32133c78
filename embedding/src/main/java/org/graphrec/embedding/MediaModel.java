// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A model in ONNX that turns one picture or one window of a sound into a vector. None may run it after {@link #close}. */
final class MediaModel implements AutoCloseable {

    private static final List<String> USUAL_OUTPUTS =
            List.of("image_embeds", "audio_embeds", "pooler_output", "last_hidden_state");

    private final OnnxSession session;
    private final Tower tower;
    private final String input;
    private final boolean whole;
    private final String output;
    private final int dimension;

    /**
     * Loads a model that is known to be harmless, and runs it once with nothing but zeros.
     *
     * @param shape of what it will read, {@code [1, 3, height, width]} or {@code [1, samples]}
     */
    MediaModel(byte[] onnx, Tower tower, long[] shape) throws OrtException {
        this.tower = tower;
        session = new OnnxSession(onnx);
        try {
            Map<String, long[]> inputs = session.inputs();
            if (inputs.size() != 1) {
                throw new EncoderException("The model has the inputs " + inputs.keySet() + ", but a model of "
                        + tower.words() + " must have exactly one. Export each tower as a separate model.");
            }
            input = inputs.keySet().iterator().next();
            long[] wanted = inputs.get(input);
            requireShape(wanted, shape);
            whole = wanted[wanted.length - 1] > 0;
            output = outputName(session.outputs());
            int size = 1;
            for (long one : shape) {
                size = Math.multiplyExact(size, Math.toIntExact(one));
            }
            dimension = run(new float[size], shape, new Terminator()).length;
        } catch (RuntimeException | OrtException cause) {
            session.close();
            throw cause;
        }
    }

    private void requireShape(long[] wanted, long[] shape) {
        boolean fits = wanted.length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = wanted[i] < 0 || wanted[i] == shape[i];
        }
        if (!fits) {
            throw new EncoderException("The model expects `" + input + "` with the shape " + shown(wanted)
                    + ", but preprocessor_config.json turns " + tower.words() + " into " + shown(shape) + ".");
        }
    }

    private static String shown(long[] shape) {
        List<String> sizes = new ArrayList<>();
        for (long size : shape) {
            sizes.add(size < 0 ? "any" : Long.toString(size));
        }
        return sizes.toString();
    }

    private static String outputName(Map<String, long[]> outputs) {
        List<String> candidates = new ArrayList<>(USUAL_OUTPUTS);
        candidates.addAll(outputs.keySet());
        for (String name : candidates) {
            long[] shape = outputs.get(name);
            if (shape != null && shape.length >= 2 && shape.length <= 4) {
                return name;
            }
        }
        throw new EncoderException("The model has no output of 32-bit vectors, only " + outputs.keySet() + ".");
    }

    int dimension() {
        return dimension;
    }

    /** The vector of one tensor, not normalised. A shorter window is filled with silence where the model has one length. */
    float[] run(float[] tensor, long[] shape, Terminator terminator) throws OrtException {
        long[] sizes = shape.clone();
        float[] values = tensor;
        if (tower == Tower.AUDIO) {
            int length = (int) shape[1];
            values = whole && tensor.length < length ? Arrays.copyOf(tensor, length) : tensor;
            sizes[1] = values.length;
        }
        try (OnnxSession.Run run = session.run().put(input, FloatBuffer.wrap(values), sizes)) {
            OnnxSession.Output found = run.output(output, terminator);
            return pooled(found.values(), found.shape());
        }
    }

    /** {@code [1, dimension]}; the first or the mean of {@code [1, places, dimension]}; the mean of {@code [1, dimension, y, x]}. */
    private float[] pooled(float[] values, long[] shape) {
        if (shape[0] != 1 || values.length == 0 || shape.length < 2 || shape.length > 4) {
            throw new EncoderException(
                    "The model gave numbers of the shape " + shown(shape) + " for one of " + tower.words() + ".");
        }
        int size = Math.toIntExact(shape.length == 3 ? shape[2] : shape[1]);
        if (size > OnnxModel.MAX_DIMENSION) {
            throw new EncoderException(
                    "The model gave vectors of " + size + " dimensions, more than " + OnnxModel.MAX_DIMENSION + ".");
        }
        float[] vector = new float[size];
        int places = values.length / size;
        if (shape.length == 4) {
            for (int i = 0; i < values.length; i++) {
                vector[i / places] += values[i] / places;
            }
        } else {
            (tower == Tower.IMAGE ? Pooling.CLS : Pooling.MEAN).pool(values, 0, places, vector);
        }
        return vector;
    }

    @Override
    public void close() {
        session.close();
    }
}
