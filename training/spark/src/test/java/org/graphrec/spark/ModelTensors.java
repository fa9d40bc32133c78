// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
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

    /** The SHA-256 of all numbers of a model, in short, for models that are too large for {@link #of}. */
    static String digest(Model model, Matrix vectors) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha)))) {
                ModelParts parts = ModelCodec.encode(model, vectors);
                out.writeUTF(parts.settings().toString());
                for (Tensor tensor : new TreeMap<>(parts.tensors()).values()) {
                    write(tensor, out);
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException | IOException never) {
            throw new AssertionError(never);
        }
    }

    private static void write(Tensor tensor, DataOutputStream out) throws IOException {
        switch (tensor.type()) {
            case F32 -> {
                for (float number : tensor.floats()) {
                    out.writeInt(Float.floatToRawIntBits(number));
                }
            }
            case F64 -> {
                for (double number : tensor.doubles()) {
                    out.writeLong(Double.doubleToRawLongBits(number));
                }
            }
            case I32 -> {
                for (int number : tensor.ints()) {
                    out.writeInt(number);
                }
            }
            case I64 -> {
                for (long number : tensor.longs()) {
                    out.writeLong(number);
                }
            }
            default -> out.write(tensor.bytes());
        }
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
