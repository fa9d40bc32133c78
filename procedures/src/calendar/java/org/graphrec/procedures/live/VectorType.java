// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.neo4j.values.storable.Values;
import org.neo4j.values.storable.VectorValue;

/** The type VECTOR, of whatever coordinates. */
final class VectorType {
    static final boolean EXISTS = true;

    private VectorType() {}

    /** The numbers of a VECTOR; null where the value is something else. */
    static float[] numbers(Object value) {
        if (!(value instanceof VectorValue vector)) {
            return null;
        }
        float[] numbers = new float[vector.dimensions()];
        for (int d = 0; d < numbers.length; d++) {
            numbers[d] = vector.floatValue(d);
        }
        return numbers;
    }

    /** A VECTOR of 32-bit floats. */
    static Object of(float[] numbers) {
        return Values.float32Vector(numbers);
    }
}
