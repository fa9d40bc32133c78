// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.graphrec.training.Require;

/** A named array's type, shape and elements, row-major; the array is shared, not copied. Holds at most 2^31-1 elements. */
public final class Tensor {
    private final DataType type;
    private final List<Integer> shape;
    private final int size;
    private final Object values;

    private Tensor(DataType type, Object values, int length, int[] shape) {
        this.type = type;
        this.shape = Arrays.stream(shape).boxed().toList();
        this.size = size(shape);
        this.values = values;
        Require.size("values", length, size);
    }

    /** A tensor of floats. */
    public static Tensor of(float[] values, int... shape) {
        return new Tensor(DataType.F32, values, values.length, shape);
    }

    /** A tensor of 64-bit floats. */
    public static Tensor of(double[] values, int... shape) {
        return new Tensor(DataType.F64, values, values.length, shape);
    }

    /** A tensor of 32-bit integers. */
    public static Tensor of(int[] values, int... shape) {
        return new Tensor(DataType.I32, values, values.length, shape);
    }

    /** A tensor of 64-bit integers. */
    public static Tensor of(long[] values, int... shape) {
        return new Tensor(DataType.I64, values, values.length, shape);
    }

    /** A tensor of bytes. */
    public static Tensor of(byte[] values, int... shape) {
        return new Tensor(DataType.U8, values, values.length, shape);
    }

    /** A tensor of zeros. */
    static Tensor zeros(DataType type, int[] shape) {
        int size = size(shape);
        return switch (type) {
            case F64 -> of(new double[size], shape);
            case F32 -> of(new float[size], shape);
            case I32 -> of(new int[size], shape);
            case I64 -> of(new long[size], shape);
            case U8 -> of(new byte[size], shape);
        };
    }

    /** The number of elements of a shape; 1 for an empty one. */
    static int size(int... shape) {
        int size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, Require.atLeast("shape", extent, 0));
        }
        return size;
    }

    /** The type of the elements. */
    public DataType type() {
        return type;
    }

    /** The extent of each dimension. */
    public List<Integer> shape() {
        return shape;
    }

    /** The elements, which must be floats. */
    public float[] floats() {
        return (float[]) require(DataType.F32);
    }

    /** The elements, which must be 64-bit floats. */
    public double[] doubles() {
        return (double[]) require(DataType.F64);
    }

    /** The elements, which must be 32-bit integers. */
    public int[] ints() {
        return (int[]) require(DataType.I32);
    }

    /** The elements, which must be 64-bit integers. */
    public long[] longs() {
        return (long[]) require(DataType.I64);
    }

    /** The elements, which must be bytes. */
    public byte[] bytes() {
        return (byte[]) require(DataType.U8);
    }

    /** The number of elements. */
    int size() {
        return size;
    }

    long byteSize() {
        return (long) size * type.bytes();
    }

    /** Appends as many elements from {@code from} on as {@code into} has room for; returns the first one left. */
    int put(int from, ByteBuffer into) {
        int count = Math.min(size - from, into.remaining() / type.bytes());
        switch (type) {
            case F64 -> into.asDoubleBuffer().put(doubles(), from, count);
            case F32 -> into.asFloatBuffer().put(floats(), from, count);
            case I32 -> into.asIntBuffer().put(ints(), from, count);
            case I64 -> into.asLongBuffer().put(longs(), from, count);
            case U8 -> into.duplicate().put(bytes(), from, count);
        }
        into.position(into.position() + count * type.bytes());
        return from + count;
    }

    /** Takes whole elements out of {@code from} and stores them from {@code at} on; returns the first one not stored. */
    int take(int at, ByteBuffer from) {
        int count = Math.min(size - at, from.remaining() / type.bytes());
        switch (type) {
            case F64 -> from.asDoubleBuffer().get(doubles(), at, count);
            case F32 -> from.asFloatBuffer().get(floats(), at, count);
            case I32 -> from.asIntBuffer().get(ints(), at, count);
            case I64 -> from.asLongBuffer().get(longs(), at, count);
            case U8 -> from.duplicate().get(bytes(), at, count);
        }
        from.position(from.position() + count * type.bytes());
        return at + count;
    }

    private Object require(DataType wanted) {
        if (type != wanted) {
            throw ModelFileException.corrupt("a tensor has type " + type + " instead of " + wanted);
        }
        return values;
    }
}
