// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;

/** How the vectors of a text's tokens become the one vector of the text. */
public enum Pooling {
    /** The mean over all tokens. */
    MEAN {
        @Override
        void pool(float[] hidden, int offset, int tokens, float[] vector) {
            int dimension = vector.length;
            Arrays.fill(vector, 0f);
            for (int t = 0, at = offset; t < tokens; t++, at += dimension) {
                for (int d = 0; d < dimension; d++) {
                    vector[d] += hidden[at + d];
                }
            }
            for (int d = 0; d < dimension; d++) {
                vector[d] /= tokens;
            }
        }
    },

    /** The first token, [CLS] in BERT's family. */
    CLS {
        @Override
        void pool(float[] hidden, int offset, int tokens, float[] vector) {
            System.arraycopy(hidden, offset, vector, 0, vector.length);
        }
    },

    /** The greatest value over all tokens, each component by itself. */
    MAX {
        @Override
        void pool(float[] hidden, int offset, int tokens, float[] vector) {
            int dimension = vector.length;
            System.arraycopy(hidden, offset, vector, 0, dimension);
            for (int t = 1, at = offset + dimension; t < tokens; t++, at += dimension) {
                for (int d = 0; d < dimension; d++) {
                    vector[d] = Math.max(vector[d], hidden[at + d]);
                }
            }
        }
    },

    /** The last token of the text, padding not counted. */
    LAST_TOKEN {
        @Override
        void pool(float[] hidden, int offset, int tokens, float[] vector) {
            System.arraycopy(hidden, offset + (tokens - 1) * vector.length, vector, 0, vector.length);
        }
    };

    /**
     * Pools one text.
     *
     * @param hidden token vectors of one or more texts, row by row
     * @param offset where the text's first token begins; its tokens follow each other, padding comes after them
     * @param tokens how many tokens the text has, special tokens included, at least 1
     * @param vector {@code [dimension]}, overwritten
     */
    abstract void pool(float[] hidden, int offset, int tokens, float[] vector);
}
