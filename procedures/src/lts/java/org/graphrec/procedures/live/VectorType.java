// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

/** The type VECTOR, which Neo4j's long-term support does not have. */
final class VectorType {
    static final boolean EXISTS = false;

    private VectorType() {}

    /** The numbers of a VECTOR; null, as nothing is one. */
    static float[] numbers(Object value) {
        return null;
    }

    /** The list itself, since there is nothing else. */
    static Object of(float[] numbers) {
        return numbers;
    }
}
