// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.graphrec.training.store.ModelFileException.Reason;

/** Files to store in tests. */
public final class Samples {
    private Samples() {}

    /** A file with every type of element, an empty tensor and a scalar; other elements for another seed. */
    public static TensorFile file(long seed) {
        return file(seed, 13);
    }

    /** One whose tensors have this many elements. */
    public static TensorFile file(long seed, int size) {
        Random random = new Random(seed);
        float[] floats = new float[size];
        int[] ints = new int[size];
        long[] longs = new long[size];
        double[] doubles = new double[size];
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            floats[i] = Float.intBitsToFloat(random.nextInt());
            ints[i] = random.nextInt();
            longs[i] = random.nextLong();
            doubles[i] = random.nextGaussian();
        }
        random.nextBytes(bytes);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("bytes", Tensor.of(bytes, size));
        tensors.put("floats", Tensor.of(floats, 1, size));
        tensors.put("doubles", Tensor.of(doubles, size));
        tensors.put("ints", Tensor.of(ints, size, 1));
        tensors.put("longs", Tensor.of(longs, size));
        tensors.put("empty", Tensor.of(new float[0], 0, 7));
        tensors.put("scalar", Tensor.of(new int[] {(int) seed}));
        return new TensorFile(Map.of("seed", Long.toString(seed)), tensors);
    }

    /** Whether both hold the same, bit by bit. */
    public static boolean same(TensorFile one, TensorFile other) {
        return one.metadata().equals(other.metadata())
                && one.tensors().keySet().equals(other.tensors().keySet())
                && one.tensors().entrySet().stream()
                        .allMatch(
                                entry -> same(entry.getValue(), other.tensors().get(entry.getKey())));
    }

    /** The same parts with another tensor of a name; null takes it out. */
    public static ModelParts with(ModelParts parts, String name, Tensor tensor) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(parts.tensors());
        tensors.put(name, tensor);
        tensors.values().removeIf(value -> value == null);
        return new ModelParts(parts.kind(), parts.settings(), tensors);
    }

    /** Asserts that what puts a model together refuses its parts as corrupt. */
    public static void requireCorrupt(ThrowingCallable together) {
        assertThatThrownBy(together)
                .isInstanceOfSatisfying(
                        ModelFileException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CORRUPT));
    }

    private static boolean same(Tensor one, Tensor other) {
        return one.type() == other.type() && one.shape().equals(other.shape()) && Arrays.equals(bits(one), bits(other));
    }

    private static byte[] bits(Tensor tensor) {
        ByteBuffer buffer = ByteBuffer.allocate((int) tensor.byteSize());
        tensor.put(0, buffer);
        return buffer.array();
    }
}
