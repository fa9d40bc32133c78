// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A model file as a later version might write it. */
final class Later {
    private static final String OPENING = "{\"__metadata__\":{\"sha256\":\"";

    private Later() {}

    static byte[] version(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1)
                .replace("\"graphrec_format\":\"2\"", "\"graphrec_format\":\"3\"");
        byte[] later = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = 8 + (later[0] & 0xff) + ((later[1] & 0xff) << 8) + ((later[2] & 0xff) << 16);
        int from = 8 + OPENING.length();
        Arrays.fill(later, from, from + 64, (byte) '0');
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(later, 0, length);
            byte[] digits = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, later, from, digits.length);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        return later;
    }
}
