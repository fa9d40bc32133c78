// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import org.graphrec.base.Sha256;
import org.graphrec.embedding.Encoder;

/**
 * What a vector was made with: encoder, dimension, the first half of the encoder's fingerprint, and a hash of the text.
 * Written beside the vector as {@code encoder:dimension:fingerprint:text}; a vector whose passport equals that of the text
 * as it is now is fresh, and vectors whose passports differ before the last colon are of different spaces.
 *
 * @param space all but the text: {@code encoder:dimension:fingerprint}
 * @param textHash 128 bits of SHA-256, as hex
 */
public record Passport(String space, String textHash) {
    /** The passport of a text's vector. */
    public static Passport of(Encoder encoder, String text) {
        return new Passport(space(encoder), hash(text));
    }

    /** The space that an encoder writes into. */
    public static String space(Encoder encoder) {
        return encoder.name() + ":" + encoder.dimension() + ":"
                + encoder.fingerprint().substring(0, 16);
    }

    /** The name of a space's encoder; that of a service may have colons itself. */
    public static String encoderOf(String space) {
        return space.substring(0, space.lastIndexOf(':', space.lastIndexOf(':') - 1));
    }

    @Override
    public String toString() {
        return space + ":" + textHash;
    }

    private static String hash(String text) {
        return Sha256.of(text).substring(0, 32);
    }
}
