// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The lines of a picture as red, green and blue, as Pillow's {@code convert('RGB')} gives them: numbers as they are stored,
 * whatever colour profile the file has; transparency is left out.
 */
final class Pixels {

    private final BufferedImage image;
    private final Raster raster;
    private final int[] palette;
    private final boolean plain;
    private final int shift;

    Pixels(BufferedImage image) {
        this.image = image;
        raster = image.getRaster();
        palette = image.getColorModel() instanceof IndexColorModel index ? colours(index) : null;
        plain = image.getColorModel() instanceof ComponentColorModel;
        shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    }

    private static int[] colours(IndexColorModel index) {
        int[] colours = new int[index.getMapSize()];
        index.getRGBs(colours);
        return colours;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Writes line {@code y} into {@code rgb [3 * width]}, the three colours of a pixel side by side. */
    void line(int y, int[] rgb) {
        int width = width();
        if (palette == null && plain) {
            int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
            int bands = samples.length / width;
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[3 * x + c] = samples[x * bands + (bands < 3 ? 0 : c)] >> shift;
                }
            }
            return;
        }
        int[] packed = palette == null
                ? image.getRGB(0, y, width, 1, null, 0, width)
                : raster.getSamples(0, y, width, 1, 0, (int[]) null);
        for (int x = 0; x < width; x++) {
            int colour = palette == null ? packed[x] : palette[Math.min(packed[x], palette.length - 1)];
            rgb[3 * x] = colour >> 16 & 0xFF;
            rgb[3 * x + 1] = colour >> 8 & 0xFF;
            rgb[3 * x + 2] = colour & 0xFF;
        }
    }
}
