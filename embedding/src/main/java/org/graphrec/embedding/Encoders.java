// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;

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

    /** The names of the encoders whose jars lie beside the plugin, sorted. */
    public static List<String> inJars() {
        return KnownModel.ALL.stream()
                .filter(KnownModel::present)
                .map(known -> known.spec().name())
                .toList();
    }

    /**
     * Opens an encoder whose jar lies beside the plugin.
     *
     * @param name one of {@link #inJars}
     * @return a new encoder; the caller closes it
     * @throws EncoderException when its files are not the expected ones or the native libraries do not load
     */
    public static TextEncoder ofJar(String name, int threads) {
        return KnownModel.named(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no encoder `" + name + "` in a jar."))
                .open(threads);
    }
}
