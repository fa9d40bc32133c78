// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;

/**
 * Pictures as tensors {@code [1, 3, height, width]}: decoded, resized, cropped, scaled and normalised as Hugging Face's
 * image processors do. Any number of threads may use it; together they decode {@value #MOST_PIXELS} pixels at most.
 */
public final class PicturePreparation implements Preparation {

    /** The most pixels of a picture, and of all that are decoded at the same time: 128 MiB. */
    public static final int MOST_PIXELS = 1 << 25;

    private final PictureSettings settings;
    private final int height;
    private final int width;
    private final Semaphore pixels = new Semaphore(MOST_PIXELS, true);

    /**
     * Takes the content of a preprocessor_config.json.
     *
     * @throws IllegalArgumentException with what is missing or not supported
     */
    public PicturePreparation(Map<String, Object> config) {
        settings = PictureSettings.of(config);
        height = settings.output()[0];
        width = settings.output()[1];
    }

    @Override
    public long[] shape() {
        return new long[] {1, 3, height, width};
    }

    @Override
    public Prepared prepare(byte[] content, BooleanSupplier stopped) {
        try (PictureFile file = PictureFile.open(content, stopped)) {
            long cost = file.cost();
            if (cost > MOST_PIXELS) {
                throw new UnreadableMediaException(Reason.TOO_LARGE);
            }
            pixels.acquireUninterruptibly((int) cost);
            try {
                requireRunning(stopped);
                return new Prepared(List.of(tensor(new Pixels(file.decode()), stopped)), false);
            } finally {
                pixels.release((int) cost);
            }
        }
    }

    private float[] tensor(Pixels picture, BooleanSupplier stopped) {
        int[] is = {picture.height(), picture.width()};
        long[] becomes = settings.size() == null
                ? new long[] {is[0], is[1]}
                : settings.size().of(is[0], is[1]);
        long top = offset(becomes[0], height);
        long left = offset(becomes[1], width);
        // only what the crop keeps is computed, so that a very long picture costs no more than its pixels
        Taps across = taps(is[1], becomes[1], left, width);
        Taps down = taps(is[0], becomes[0], top, height);
        int columns = across.from().length;
        int[][] sums = down.sums(3 * columns);
        int[] line = new int[3 * is[1]];
        int[] narrow = new int[3 * columns];
        for (int y = down.begin(); y < down.end(); y++) {
            requireRunning(stopped);
            picture.line(y, line);
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < 3; c++) {
                    narrow[3 * x + c] = across.pixel(x, line, c);
                }
            }
            down.add(y, narrow, sums);
        }
        return tensor(sums, (int) Math.max(0, -top), (int) Math.max(0, -left));
    }

    private Taps taps(int is, long becomes, long offset, int wanted) {
        // a line that keeps its length is left as it is
        Filter filter = is == becomes ? Filter.NEAREST : settings.filter();
        return Taps.of(filter, is, becomes, Math.max(0, offset), (int) Math.min(becomes, wanted));
    }

    /** Colour by colour; black where the picture is smaller than the crop. */
    private float[] tensor(int[][] sums, int top, int left) {
        float[] tensor = new float[3 * height * width];
        for (int c = 0; c < 3; c++) {
            int plane = c * height * width;
            Arrays.fill(tensor, plane, plane + height * width, scaled(0, c));
            for (int y = 0; y < sums.length; y++) {
                for (int x = 0; 3 * x < sums[y].length; x++) {
                    tensor[plane + (y + top) * width + x + left] = scaled(Taps.rounded(sums[y][3 * x + c]), c);
                }
            }
        }
        return tensor;
    }

    /** The first pixel within the crop; negative where the picture is smaller. Hugging Face rounds both ways so. */
    private static long offset(long is, int wanted) {
        return Math.floorDiv(is - wanted, 2L);
    }

    private static void requireRunning(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("The encoding was terminated.");
        }
    }

    private float scaled(int pixel, int colour) {
        return (float) ((pixel * settings.factor() - settings.mean()[colour]) / settings.deviation()[colour]);
    }
}
