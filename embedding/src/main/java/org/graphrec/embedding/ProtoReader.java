// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.charset.StandardCharsets;

/**
 * Walks through the fields of one protobuf message without building anything: every length is checked against what is
 * left of the message before it is used.
 */
final class ProtoReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final byte[] data;
    private final int end;
    private int at;

    private int field;
    private int wire;
    private long number;
    private int from;
    private int length;

    ProtoReader(byte[] data) {
        this(data, 0, data.length);
    }

    private ProtoReader(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field; false at the end of the message. */
    boolean next() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw broken();
        }
        switch (wire) {
            case VARINT -> number = varint();
            case FIXED64 -> skip(8);
            case FIXED32 -> skip(4);
            case BYTES -> skip(varint());
            default -> throw broken();
        }
        return true;
    }

    int field() {
        return field;
    }

    /** The integer of the current field; 0 when it is of another kind. */
    long number() {
        return wire == VARINT ? number : 0;
    }

    /** Bytes that the value of the current field takes, a single number counted as 1. */
    int length() {
        return wire == VARINT ? 1 : length;
    }

    /** The current field as a message. */
    ProtoReader message() {
        if (wire != BYTES) {
            throw broken();
        }
        return new ProtoReader(data, from, from + length);
    }

    String string() {
        if (wire != BYTES || length > 1 << 16) {
            throw broken();
        }
        return new String(data, from, length, StandardCharsets.UTF_8);
    }

    /** Multiplies the integers of the current field, packed or single, into a product of sizes. */
    long timesSizes(long product) {
        if (wire == VARINT) {
            return times(product, number);
        }
        ProtoReader packed = message();
        long result = product;
        while (packed.at < packed.end) {
            result = times(result, packed.varint());
        }
        return result;
    }

    private long times(long product, long size) {
        if (size < 0 || (size != 0 && product > Long.MAX_VALUE / size)) {
            throw broken();
        }
        return product * size;
    }

    private void skip(long bytes) {
        if (bytes < 0 || bytes > end - at) {
            throw broken();
        }
        from = at;
        length = (int) bytes;
        at += length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw broken();
            }
            byte b = data[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private EncoderException broken() {
        return new EncoderException("The file is not a valid ONNX model: it is broken at byte " + at + ".");
    }
}
