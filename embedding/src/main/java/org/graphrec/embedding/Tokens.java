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
