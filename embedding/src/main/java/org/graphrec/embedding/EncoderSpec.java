// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/**
 * What turns a model and a tokenizer into an encoder.
 *
 * @param name what users call it
 * @param pooling how token vectors become one
 * @param maxTokens tokens of a text that are read, special tokens included
 * @param padId the token that fills short rows of a batch
 * @param queryPrefix put before a search text
 * @param passagePrefix put before any other text
 * @param rowsPerRun the most texts of one native run; 1 when the texts of a run would change each other's vectors
 * @param tokensPerRun the most tokens of one native run, padding included
 */
record EncoderSpec(
        String name,
        Pooling pooling,
        int maxTokens,
        long padId,
        String queryPrefix,
        String passagePrefix,
        int rowsPerRun,
        int tokensPerRun) {

    EncoderSpec {
        if (maxTokens < 3 || maxTokens > 1 << 16) {
            throw new IllegalArgumentException(
                    "The value of `maxTokens` must be between 3 and 65536 but was `" + maxTokens + "`.");
        }
        if (rowsPerRun < 1) {
            throw new IllegalArgumentException(
                    "The value of `rowsPerRun` must be at least 1 but was `" + rowsPerRun + "`.");
        }
        if (tokensPerRun < maxTokens) {
            throw new IllegalArgumentException("The value of `tokensPerRun` must be at least `maxTokens`, " + maxTokens
                    + ", but was `" + tokensPerRun + "`.");
        }
    }

    /** The same encoder with other batches. */
    EncoderSpec perRun(int rows, int tokens) {
        return new EncoderSpec(name, pooling, maxTokens, padId, queryPrefix, passagePrefix, rows, tokens);
    }

    /** The settings that decide the vectors, as one line. */
    String line() {
        return String.join("|", pooling.name(), Integer.toString(maxTokens), queryPrefix, passagePrefix);
    }
}
