// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

/**
 * How pixels are weighted when a picture changes its size, numbered as in Pillow and in {@code resample} of a
 * preprocessor_config.json. The filters are stretched where a picture shrinks, so that every pixel counts.
 */
enum Filter {
    /** The pixel below the centre alone. */
    NEAREST(0),
    /** A windowed sinc over three pixels to each side. */
    LANCZOS(3) {
        @Override
        double weight(double x) {
            return x < -3 || x >= 3 ? 0 : sinc(x) * sinc(x / 3);
        }
    },
    /** A triangle. */
    BILINEAR(1) {
        @Override
        double weight(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    },
    /** Keys' cubic with a = -1/2. */
    BICUBIC(2) {
        @Override
        double weight(double x) {
            double d = Math.abs(x);
            if (d < 1) {
                return (1.5 * d - 2.5) * d * d + 1;
            }
            return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
        }
    },
    /** The mean. */
    BOX(0.5) {
        @Override
        double weight(double x) {
            return x > -0.5 && x <= 0.5 ? 1 : 0;
        }
    },
    /** A sinc in Hamming's window. */
    HAMMING(1) {
        @Override
        double weight(double x) {
            double d = Math.abs(x);
            return d >= 1 ? 0 : sinc(d) * (0.54 + 0.46 * Math.cos(Math.PI * d));
        }
    };

    private final double support;

    Filter(double support) {
        this.support = support;
    }

    /** How far it reaches to each side, in pixels of the larger picture. */
    double support() {
        return support;
    }

    double weight(double x) {
        return 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
