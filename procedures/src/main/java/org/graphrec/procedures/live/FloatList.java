// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** A vector as Cypher's LIST of FLOAT, without a copy. */
public final class FloatList extends AbstractList<Double> implements RandomAccess {
    private final float[] values;
    private final int offset;
    private final int size;

    public FloatList(float[] values, int offset, int size) {
        this.values = values;
        this.offset = offset;
        this.size = size;
    }

    /** A whole array. */
    public static FloatList of(float[] values) {
        return new FloatList(values, 0, values.length);
    }

    @Override
    public Double get(int index) {
        return (double) values[offset + Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
