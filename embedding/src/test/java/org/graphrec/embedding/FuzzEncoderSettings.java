// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A target of Jazzer: any bytes as tokenizer.json or as one of the configuration files of an encoder are read or refused. */
public final class FuzzEncoderSettings {
    private static final byte[] TOKENIZER = "{\"padding\":null}".getBytes(StandardCharsets.UTF_8);

    private FuzzEncoderSettings() {}

    /** The first byte says which file the others are. */
    public static void fuzzerTestOneInput(byte[] data) {
        byte[] content = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
        boolean tokenizer = data.length == 0 || data[0] % 2 == 0;
        try {
            EncoderSettings.of(
                    file -> tokenizer ? Optional.empty() : Optional.of(content), tokenizer ? content : TOKENIZER);
        } catch (EncoderException refused) {
            // said in words
        }
    }
}
