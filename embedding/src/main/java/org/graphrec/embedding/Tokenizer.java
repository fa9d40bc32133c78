// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.nio.charset.StandardCharsets;

/**
 * A Hugging Face tokenizer, read from the content of a tokenizer.json. Any number of threads may use it at once, but
 * none during or after {@link #close}.
 *
 * <p>Calls the native binding itself: DJL's own class on top of it copies words, spans and masks that nobody here
 * reads, which costs several times the tokenizing.
 */
final class Tokenizer implements AutoCloseable {

    private static final TokenizersLibrary NATIVE = TokenizersLibrary.LIB;

    private final long handle;

    /**
     * Reads a tokenizer.
     *
     * @param json the content of tokenizer.json; its own truncation and padding are overridden
     * @param maxTokens longest result, special tokens included
     */
    Tokenizer(byte[] json, int maxTokens) {
        NativeLibraries.load();
        handle = NATIVE.createTokenizerFromString(new String(json, StandardCharsets.UTF_8));
        NATIVE.disablePadding(handle);
        NATIVE.setTruncation(handle, maxTokens, "LONGEST_FIRST", 0);
    }

    /** The tokens of a text, special tokens included. */
    Tokens tokens(String text) {
        SafeText safe = SafeText.of(text);
        return tokens(NATIVE.encode(handle, safe.text(), true), safe.cut());
    }

    /** The tokens of two texts side by side; where both are too long, the longer one is cut. */
    Tokens pair(String first, String second) {
        SafeText one = SafeText.of(first);
        SafeText other = SafeText.of(second);
        return tokens(NATIVE.encodeDual(handle, one.text(), other.text(), true), one.cut() || other.cut());
    }

    private static Tokens tokens(long encoding, boolean cut) {
        try {
            boolean truncated = cut || NATIVE.getOverflowCount(encoding) > 0;
            return new Tokens(NATIVE.getTokenIds(encoding), NATIVE.getTypeIds(encoding), truncated);
        } finally {
            NATIVE.deleteEncoding(encoding);
        }
    }

    @Override
    public void close() {
        NATIVE.deleteTokenizer(handle);
    }
}
