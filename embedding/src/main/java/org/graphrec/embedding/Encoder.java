// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.time.Duration;

/**
 * Turns something into vectors of one fixed dimension. Any number of threads may use one encoder at once.
 *
 * <p>After {@link #close} every other call throws {@link IllegalStateException}; calls that are under way at that
 * moment still end normally, and the native memory is released after the last of them.
 */
public interface Encoder extends AutoCloseable {

    /** The name users know the encoder by, such as {@code all-MiniLM-L6-v2}. */
    String name();

    /** Components per vector. */
    int dimension();

    /**
     * SHA-256 (hex, 64 digits) over everything that decides the vectors: model, tokenizer and how tokens are pooled. Two
     * encoders of one space, such as that of a model's texts and that of its pictures, have the same.
     */
    String fingerprint();

    /** Releases the native memory once no call is under way; further closing does nothing. */
    @Override
    void close();

    /**
     * Closes, and waits for the calls under way. A server that stops must do this before its process ends: native runs
     * that outlive the native library crash it.
     *
     * @return whether everything was released in time
     */
    boolean closeAndWait(Duration atMost);
}
