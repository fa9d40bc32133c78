// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;

/** The arrays of a trained head, by name; a vector is a matrix of one row. */
public record SequenceTensors(Map<String, Matrix> matrices) {

    /** Copies the map, not the matrices. */
    public SequenceTensors {
        matrices = Collections.unmodifiableMap(new LinkedHashMap<>(matrices));
    }

    /** Whether there is a matrix of this name. */
    boolean has(String name) {
        return matrices.containsKey(name);
    }

    /** A matrix that may be missing. */
    public Optional<Matrix> find(String name) {
        return Optional.ofNullable(matrices.get(name));
    }

    /**
     * A matrix of this shape.
     *
     * @throws IllegalArgumentException when it is missing or has another
     */
    public Matrix get(String name, int rows, int columns) {
        Matrix matrix = matrices.get(name);
        if (matrix == null) {
            throw new IllegalArgumentException("The tensor `" + name + "` of a head is missing.");
        }
        Require.size(name, matrix.rows(), rows);
        Require.size(name, matrix.columns(), columns);
        return matrix;
    }

    /** A matrix with one row for each item. */
    Matrix table(String name, int columns) {
        return get(name, items().rows(), columns);
    }

    /** A vector of this size. */
    float[] vector(String name, int size) {
        return get(name, 1, size).values();
    }

    /** The item vectors that scores are taken with, [items, dimension]. */
    public Matrix items() {
        return find("items")
                .orElseThrow(() -> new IllegalArgumentException("The tensor `items` of a head is missing."));
    }
}
