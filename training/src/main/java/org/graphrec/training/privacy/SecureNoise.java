// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.privacy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gaussian noise that nobody can predict: AES in counter mode under a secret key, through Box and Muller's transform. Each row of
 * each layer has a stream of its own, so that the noise does not depend on how work is split over threads.
 *
 * <p>It is drawn as doubles and added to floats; the attack of Mironov (2012) on the low bits of floating-point noise is not
 * countered.
 */
public final class SecureNoise {
    private static final int KEY_BYTES = 16;

    private static final double UNIT = 0x1.0p-53;

    private final SecretKeySpec key;

    /** Noise under a key of 16 bytes; the same key gives the same noise, and whoever has it can take it away. */
    SecureNoise(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Noise under a new key, which is kept nowhere else. */
    public static SecureNoise fresh() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new SecureNoise(key);
    }

    /** Adds noise of standard deviation {@code sigma} to a row. */
    public void add(double sigma, int layer, int row, float[] values) {
        ByteBuffer bits = ByteBuffer.wrap(keystream(layer, row, 16 * ((values.length + 1) / 2)));
        for (int i = 0; i < values.length; i += 2) {
            // in (0, 1], so that the logarithm is finite
            double radius = Math.sqrt(-2 * Math.log(((bits.getLong() >>> 11) + 1) * UNIT));
            double angle = 2 * Math.PI * ((bits.getLong() >>> 11) * UNIT);
            values[i] += (float) (sigma * radius * Math.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] += (float) (sigma * radius * Math.sin(angle));
            }
        }
    }

    private byte[] keystream(int layer, int row, int size) {
        byte[] counter =
                ByteBuffer.allocate(KEY_BYTES).putInt(layer).putInt(row).array();
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            return cipher.doFinal(new byte[size]);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES in counter mode.", impossible);
        }
    }
}
