// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

/**
 * Band-limited resampling: each new sample is the sum of those around it, weighted by a sinc in Hann's window (Smith, Digital
 * Audio Resampling). What is higher than half the lower rate is filtered out.
 */
final class Resampling {

    /** Zeros of the sinc to each side. */
    private static final int ZEROS = 16;

    /** Leaves room for the filter to fall before half the rate. */
    private static final double ROLL_OFF = 0.945;

    private final int from;
    private final int to;
    private final double cutoff;
    private final double reach;

    Resampling(int from, int to) {
        this.from = from;
        this.to = to;
        cutoff = ROLL_OFF * Math.min(1, (double) to / from);
        reach = ZEROS / cutoff;
    }

    /** How many samples a sound of so many has afterwards. */
    long length(long frames) {
        return (frames * to + from - 1) / from;
    }

    /** The new sample {@code n}. */
    float sample(SoundFile sound, long n) {
        if (from == to) {
            return sound.mono(n);
        }
        double center = (double) n * from / to;
        long first = (long) Math.ceil(center - reach);
        long last = (long) Math.floor(center + reach);
        double sum = 0;
        double weights = 0;
        for (long frame = first; frame <= last; frame++) {
            double distance = frame - center;
            double x = Math.PI * distance * cutoff;
            double window = Math.cos(Math.PI * distance / (2 * reach));
            double weight = (x == 0 ? 1 : Math.sin(x) / x) * window * window;
            weights += weight;
            sum += weight * sound.mono(frame);
        }
        return (float) (sum / weights);
    }
}
