// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;

/** Texts as a static encoder reads them and as its teacher sees them. Not a record: it holds an array. */
final class TaughtTexts {

    private final List<int[]> tokens;
    private final float[] vectors;
    private final int dimension;

    /** Takes the tokens of each text, at least one, and the teacher's vectors, {@code [texts, dimension]}. */
    TaughtTexts(List<int[]> tokens, float[] vectors, int dimension) {
        this.tokens = List.copyOf(tokens);
        this.vectors = vectors;
        this.dimension = dimension;
    }

    int size() {
        return tokens.size();
    }

    /** Components of the teacher's vectors. */
    int dimension() {
        return dimension;
    }

    List<int[]> tokens() {
        return tokens;
    }

    float[] vectors() {
        return vectors;
    }
}
