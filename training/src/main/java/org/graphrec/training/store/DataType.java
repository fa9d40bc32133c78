// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

/** The element types of a tensor, by the names that safetensors gives them. */
public enum DataType {
    /** 64-bit integers. */
    I64(8),
    /** 64-bit floats. */
    F64(8),
    /** 32-bit floats. */
    F32(4),
    /** 32-bit integers. */
    I32(4),
    /** Bytes. */
    U8(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** The bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
