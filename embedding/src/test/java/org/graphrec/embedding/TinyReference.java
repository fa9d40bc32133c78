// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import org.graphrec.fixtures.onnx.TinyTokenizer;

/** What the tiny encoders must give for a text, computed in plain Java: words, tokens, model, pooling, unit length. */
final class TinyReference {

    private static final int MAX_TOKENS = 24;
    private static final TinyBert BERT = new TinyBert();

    private TinyReference() {}

    static double[] vector(String text, Pooling pooling) {
        double[][] hidden =
                BERT.tokenVectors(new WordPieceReference(TinyTokenizer.json("Right"), MAX_TOKENS).ids(text));
        double[] vector = hidden[0].clone();
        for (int t = 1; t < hidden.length; t++) {
            for (int d = 0; d < vector.length; d++) {
                switch (pooling) {
                    case MEAN -> vector[d] += hidden[t][d];
                    case MAX -> vector[d] = Math.max(vector[d], hidden[t][d]);
                    case LAST_TOKEN -> vector[d] = hidden[t][d];
                    case CLS -> {}
                }
            }
        }
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= Math.sqrt(squares);
        }
        return vector;
    }
}
