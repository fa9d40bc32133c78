// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** What an encoder must also do for another to be distilled from it. */
interface Teacher extends TextEncoder {

    /** The content of its tokenizer.json. */
    byte[] tokenizerJson();

    /**
     * The vector of each token by itself, between those that stand for the beginning and the end of a text.
     *
     * @param tokens the tokens 0 to {@code tokens - 1}
     * @return {@code [tokens][dimension]}, of unit length
     */
    float[][] tokenVectors(int tokens, int concurrency, EncodingMonitor monitor);
}
