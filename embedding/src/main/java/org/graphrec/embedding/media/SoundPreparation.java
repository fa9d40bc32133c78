// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Sounds as tensors {@code [1, samples]}: one channel at the rate that the model wants, in windows side by side, each with
 * mean 0 and variance 1 where the configuration says {@code do_normalize}.
 */
public final class SoundPreparation implements Preparation {

    /** Windows of a sound that are read; what comes later is left out, and told. */
    public static final int MOST_WINDOWS = 64;

    private static final int MOST_SAMPLES = 1 << 22;

    /** As Hugging Face adds to a variance. */
    private static final double EPSILON = 1e-7;

    private final int rate;
    private final int window;
    private final boolean normalised;

    /**
     * Takes the content of a preprocessor_config.json.
     *
     * @throws IllegalArgumentException with what is missing or not supported
     */
    public SoundPreparation(Map<String, Object> config) {
        if (config.get("n_fft") != null
                || config.get("fft_window_size") != null
                || config.get("num_mel_bins") != null) {
            throw new IllegalArgumentException(
                    "models that read spectrograms are not supported, only those that read samples, such as"
                            + " wav2vec 2.0");
        }
        rate = (int) whole("sampling_rate", config.get("sampling_rate"), 1000, 768_000);
        Object samples = config.get("nb_max_samples") != null ? config.get("nb_max_samples") : config.get("n_samples");
        Object seconds = config.get("max_length_s") != null ? config.get("max_length_s") : config.get("chunk_length_s");
        if (samples == null && !(seconds instanceof Number)) {
            throw new IllegalArgumentException(
                    "it has no `max_length_s`: the seconds of a window that the model reads, such" + " as 10");
        }
        window = (int)
                (samples != null
                        ? whole("nb_max_samples", samples, 1, MOST_SAMPLES)
                        : whole("max_length_s", ((Number) seconds).doubleValue() * rate, 1, MOST_SAMPLES));
        normalised = PictureSettings.flag(config, "do_normalize", false);
    }

    private static double whole(String key, Object value, int least, int most) {
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Math.rint(number.doubleValue());
        }
        throw new IllegalArgumentException("`" + key + "` must be a number from " + least + " to " + most
                + (key.equals("max_length_s") ? " times `sampling_rate`" : ""));
    }

    @Override
    public long[] shape() {
        return new long[] {1, window};
    }

    @Override
    public Prepared prepare(byte[] content, BooleanSupplier stopped) {
        SoundFile sound = SoundFile.open(content);
        Resampling resampling = new Resampling(sound.rate(), rate);
        long length = resampling.length(sound.frames());
        List<float[]> windows = new ArrayList<>();
        for (long from = 0; from < length && windows.size() < MOST_WINDOWS; from += window) {
            float[] samples = new float[(int) Math.min(window, length - from)];
            for (int n = 0; n < samples.length; n++) {
                if (n % 4096 == 0 && stopped.getAsBoolean()) {
                    throw new CancellationException("The encoding was terminated.");
                }
                samples[n] = resampling.sample(sound, from + n);
            }
            if (normalised) {
                normalise(samples);
            }
            windows.add(samples);
        }
        return new Prepared(windows, length > (long) MOST_WINDOWS * window);
    }

    private static void normalise(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        double mean = sum / samples.length;
        double squares = 0;
        for (float sample : samples) {
            squares += (sample - mean) * (sample - mean);
        }
        double deviation = Math.sqrt(squares / samples.length + EPSILON);
        for (int n = 0; n < samples.length; n++) {
            samples[n] = (float) ((samples[n] - mean) / deviation);
        }
    }
}
