package org.graphrec.embedding;

/** Opens encoders. */
public final class Encoders {

    /** The name of the encoder this project carries. */
    public static final String MINI_LM = MiniLm.NAME;

    private Encoders() {}

    /**
     * Opens the encoder that this project carries: all-MiniLM-L6-v2 in 8 bit, 384 dimensions, unit length.
     *
     * @param threads how many texts are encoded at the same time, at least 1
     * @return a new encoder; the caller closes it
     * @throws IllegalArgumentException when the number of threads is not between 1 and 1024
     * @throws EncoderException when its files are not the expected ones or the native libraries do not load
     */
    public static TextEncoder bundledMiniLm(int threads) {
        return MiniLm.open(threads);
    }
}
