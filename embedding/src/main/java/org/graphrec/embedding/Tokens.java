// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/**
 * A text as an encoder's model reads it. Not a record: it holds arrays.
 *
 * <p>Both arrays have one entry per token, special tokens included.
 */
final class Tokens {

    private final long[] ids;
    private final long[] types;
    private final boolean truncated;

    Tokens(long[] ids, long[] types, boolean truncated) {
        this.ids = ids;
        this.types = types;
        this.truncated = truncated;
    }

    /** One token between those of a text without words, of which the first stands for its beginning. */
    static Tokens between(long[] empty, long token) {
        int before = Math.min(1, empty.length);
        long[] ids = new long[empty.length + 1];
        System.arraycopy(empty, 0, ids, 0, before);
        ids[before] = token;
        System.arraycopy(empty, before, ids, before + 1, empty.length - before);
        return new Tokens(ids, new long[ids.length], false);
    }

    int size() {
        return ids.length;
    }

    long[] ids() {
        return ids;
    }

    long[] types() {
        return types;
    }

    boolean truncated() {
        return truncated;
    }
}
