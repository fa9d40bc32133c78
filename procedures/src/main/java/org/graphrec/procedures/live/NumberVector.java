// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

/** A property value as a vector: a list of floats or of integers, or a VECTOR where the release has that type. */
public final class NumberVector {
    private NumberVector() {}

    /** Its numbers; null where it is something else. The array may be that of the value, so nobody changes it. */
    public static float[] of(Object value) {
        if (value instanceof float[] floats) {
            return floats;
        } else if (value instanceof double[] doubles) {
            float[] vector = new float[doubles.length];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) doubles[d];
            }
            return vector;
        } else if (value instanceof long[] integers) {
            float[] vector = new float[integers.length];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) integers[d];
            }
            return vector;
        } else if (value instanceof int[] integers) {
            float[] vector = new float[integers.length];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) integers[d];
            }
            return vector;
        }
        return VectorType.numbers(value);
    }

    /** Whether this release of Neo4j has the type VECTOR. */
    public static boolean hasType() {
        return VectorType.EXISTS;
    }

    /** The same numbers as a property value of the type VECTOR; only where the release has it. */
    public static Object ofType(float[] numbers) {
        return VectorType.of(numbers);
    }
}
