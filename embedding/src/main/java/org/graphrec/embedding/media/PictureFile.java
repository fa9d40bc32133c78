// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;

/**
 * A picture in PNG, JPEG, GIF or BMP (of an animation the first frame), read by the JDK's own readers only. Its size is
 * known before a pixel is decoded.
 */
final class PictureFile implements AutoCloseable {

    private static final String JDK_READERS = "com.sun.imageio.plugins.";

    /** The first of the ways in which a BMP holds a picture of another format, whose size it does not declare. */
    private static final int EMBEDDED = 4;

    private final ImageReader reader;
    private final int width;
    private final int height;
    private final boolean deep;

    private PictureFile(ImageReader reader, int width, int height, boolean deep) {
        this.reader = reader;
        this.width = width;
        this.height = height;
        this.deep = deep;
    }

    /**
     * Reads the head of a file.
     *
     * @param stopped asked while it is read; ends that early
     * @throws UnreadableMediaException where it is no picture
     */
    static PictureFile open(byte[] content, BooleanSupplier stopped) {
        String format = format(content);
        ImageReader reader = reader(format);
        try {
            reader.setInput(new MemoryCacheImageInputStream(new Watched(content, stopped)), true, true);
            boolean deep = format.equals("png") && content.length > 24 && content[24] == 16;
            return new PictureFile(reader, reader.getWidth(0), reader.getHeight(0), deep);
        } catch (CancellationException terminated) {
            reader.dispose();
            throw terminated;
        } catch (IOException | RuntimeException broken) {
            reader.dispose();
            throw new UnreadableMediaException(Reason.CORRUPT, broken);
        }
    }

    private static String format(byte[] content) {
        if (begins(content, 0x89, 'P', 'N', 'G')) {
            return "png";
        } else if (begins(content, 0xFF, 0xD8, 0xFF)) {
            return "jpeg";
        } else if (begins(content, 'G', 'I', 'F', '8')) {
            return "gif";
        } else if (begins(content, 'B', 'M')) {
            if (content.length > 30 && content[30] >= EMBEDDED) {
                throw new UnreadableMediaException(Reason.CORRUPT);
            }
            return "bmp";
        }
        throw new UnreadableMediaException(Reason.UNKNOWN_FORMAT);
    }

    private static boolean begins(byte[] content, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Not one that something else put on the class path. */
    private static ImageReader reader(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(JDK_READERS)) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException("This Java runtime cannot read pictures in " + format + ".");
    }

    /** Breaks off where nobody waits any more. */
    private static final class Watched extends ByteArrayInputStream {

        private final BooleanSupplier stopped;

        Watched(byte[] content, BooleanSupplier stopped) {
            super(content);
            this.stopped = stopped;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("The encoding was terminated.");
            }
            return super.read(bytes, offset, length);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** What its pixels take in memory, in pixels of 32 bit. */
    long cost() {
        return (long) width * height * (deep ? 2 : 1);
    }

    /** The pixels. */
    BufferedImage decode() {
        try {
            // some releases of the JDK know no colours of what is for print, others give cyan, magenta, yellow and
            // black
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            int colours = types.hasNext()
                    ? types.next().getColorModel().getColorSpace().getType()
                    : ColorSpace.TYPE_CMYK;
            if (colours != ColorSpace.TYPE_RGB && colours != ColorSpace.TYPE_GRAY) {
                throw new UnreadableMediaException(Reason.OTHER_COLOURS);
            }
            return reader.read(0);
        } catch (CancellationException | UnreadableMediaException known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            throw new UnreadableMediaException(Reason.CORRUPT, broken);
        }
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
