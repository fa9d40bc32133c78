package org.graphrec.spark;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.registry.ModelCodec;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Tensor;

/** All of a model, so that two are equal where every bit is. */
final class ModelTensors {
    private ModelTensors() {}

    static Map<String, String> of(Model model, Matrix vectors) {
        ModelParts parts = ModelCodec.encode(model, vectors);
        Map<String, String> all = new TreeMap<>();
        all.put("settings", parts.settings().toString());
        parts.tensors().forEach((name, tensor) -> all.put(name, tensor.shape() + " " + bits(tensor)));
        return all;
    }

    private static String bits(Tensor tensor) {
        return switch (tensor.type()) {
            case F32 -> {
                int[] bits = new int[tensor.floats().length];
                Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.floats()[i]));
                yield Arrays.toString(bits);
            }
            case F64 -> Arrays.toString(tensor.doubles());
            case I32 -> Arrays.toString(tensor.ints());
            case I64 -> Arrays.toString(tensor.longs());
            default -> Arrays.toString(tensor.bytes());
        };
    }
}
