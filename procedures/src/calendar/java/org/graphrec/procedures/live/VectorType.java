// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.neo4j.values.storable.VectorValue;

/** The type VECTOR, of whatever coordinates. */
final class VectorType {
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
}
