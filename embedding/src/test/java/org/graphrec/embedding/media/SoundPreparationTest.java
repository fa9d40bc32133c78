// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.graphrec.base.Json;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundPreparationTest {

    private static double tone(double seconds) {
        return 0.5 * Math.sin(2 * Math.PI * 440 * seconds);
    }

    /** A tone that is sampled at one rate and resampled is the tone sampled at the other. */
    @ParameterizedTest
    @CsvSource({"44100, 16000", "8000, 16000", "48000, 22050", "16000, 16000", "11025, 48000"})
    void resamplesATone(int from, int to) {
        float[] samples = windows(of(to, 1), wav(from, 16, 1, from, SoundPreparationTest::tone))
                .get(0);
        assertThat(samples).hasSize(to);
        // the ends hear the silence around
        for (int n = to / 10; n < to * 9 / 10; n++) {
            assertThat((double) samples[n]).isCloseTo(tone((double) n / to), within(2e-3));
        }
    }

    @Test
    void filtersOutWhatTheLowerRateCannotHold() {
        DoubleUnaryOperator whistle = seconds -> 0.5 * Math.sin(2 * Math.PI * 6_000 * seconds);
        float[] samples =
                windows(of(8_000, 1), wav(44_100, 16, 1, 44_100, whistle)).get(0);
        for (int n = 800; n < 7_200; n++) {
            assertThat(samples[n]).isBetween(-2e-3f, 2e-3f);
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 0.005", "16, 0.00004", "24, 0.0000002", "32, 0.0000001"})
    void readsSamplesOfAnySize(int bits, double tolerance) {
        float[] samples = windows(of(8_000, 1), wav(8_000, bits, 1, 8_000, SoundPreparationTest::tone))
                .get(0);
        for (int n = 0; n < 8_000; n++) {
            assertThat((double) samples[n]).isCloseTo(tone(n / 8_000.0), within(tolerance + 1e-7));
        }
    }

    @Test
    void takesTheMeanOfTheChannels() {
        byte[] stereo = wav(8_000, 16, 2, 100, seconds -> 0.25);
        for (int frame = 0; frame < 100; frame++) {
            // the left channel is silent
            stereo[stereo.length - 400 + 4 * frame] = 0;
            stereo[stereo.length - 400 + 4 * frame + 1] = 0;
        }
        assertThat(windows(of(8_000, 1), stereo).get(0)).containsOnly(0.125f);
    }

    @Test
    void cutsALongSoundIntoWindowsAndTellsWhatIsLeftOut() {
        SoundPreparation tenth = new SoundPreparation(config("{'sampling_rate': 8000, 'max_length_s': 0.1}"));
        assertThat(tenth.shape()).containsExactly(1, 800);
        Preparation.Prepared some = tenth.prepare(wav(8_000, 16, 1, 2_000, SoundPreparationTest::tone), () -> false);
        assertThat(some.tensors()).extracting(window -> window.length).containsExactly(800, 800, 400);
        assertThat(some.cut()).isFalse();
        Preparation.Prepared most = tenth.prepare(
                wav(8_000, 16, 1, 800 * SoundPreparation.MOST_WINDOWS + 1, SoundPreparationTest::tone), () -> false);
        assertThat(most.tensors()).hasSize(SoundPreparation.MOST_WINDOWS);
        assertThat(most.cut()).isTrue();
    }

    @Test
    void givesEachWindowMeanZeroAndVarianceOneWhereTheModelWantsIt() {
        SoundPreparation normalised =
                new SoundPreparation(config("{'sampling_rate': 8000, 'max_length_s': 1, 'do_normalize': true}"));
        float[] samples = windows(normalised, wav(8_000, 16, 1, 8_000, seconds -> 0.2 + tone(seconds)))
                .get(0);
        double sum = 0;
        double squares = 0;
        for (float sample : samples) {
            sum += sample;
            squares += (double) sample * sample;
        }
        assertThat(sum / samples.length).isCloseTo(0, within(1e-4));
        assertThat(squares / samples.length).isCloseTo(1, within(1e-4));
    }

    @Test
    void tellsWhatIsNoSoundFromABrokenOne() {
        SoundPreparation preparation = of(8_000, 1);
        assertUnreadable(preparation, new byte[0], Reason.UNKNOWN_FORMAT);
        assertUnreadable(preparation, "ID3 is of MP3".getBytes(StandardCharsets.UTF_8), Reason.UNKNOWN_FORMAT);
        byte[] wav = wav(8_000, 16, 1, 100, SoundPreparationTest::tone);
        assertUnreadable(preparation, Arrays.copyOf(wav, 20), Reason.CORRUPT);
        assertUnreadable(preparation, wav(8_000, 16, 1, 0, SoundPreparationTest::tone), Reason.CORRUPT);
        // what the head promises is not there
        assertThat(windows(preparation, Arrays.copyOf(wav, 144)).get(0)).hasSize(50);
    }

    @Test
    void endsForNoBytesWithAnythingButNumbersOrARefusal() {
        SoundPreparation preparation = of(8_000, 1);
        Random random = new Random(12);
        for (int round = 0; round < 500; round++) {
            byte[] changed = wav(8_000, 16, 1, 100, SoundPreparationTest::tone);
            for (int change = 0; change < 3; change++) {
                changed[random.nextInt(44)] = (byte) random.nextInt(256);
            }
            try {
                for (float[] window : windows(preparation, changed)) {
                    for (float sample : window) {
                        assertThat(sample).isFinite();
                    }
                }
            } catch (UnreadableMediaException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'max_length_s': 1} | `sampling_rate` must be a number from 1000 to 768000",
                "{'sampling_rate': 8000} | it has no `max_length_s`: the seconds of a window that the model reads, such as 10",
                "{'sampling_rate': 8000, 'max_length_s': 1e9} | `max_length_s` must be a number from 1 to 4194304 times `sampling_rate`",
                "{'sampling_rate': 8000, 'n_fft': 400} | models that read spectrograms are not supported, only those that read samples, such as wav2vec 2.0"
            })
    void refusesSettingsItWouldGetWrong(String config, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoundPreparation(config(config)))
                .withMessage(problem);
    }

    private static void assertUnreadable(SoundPreparation preparation, byte[] content, Reason reason) {
        assertThatThrownBy(() -> windows(preparation, content))
                .isInstanceOfSatisfying(
                        UnreadableMediaException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static SoundPreparation of(int rate, int seconds) {
        return new SoundPreparation(
                config("{'sampling_rate': " + rate + ", 'max_length_s': " + seconds + ", 'do_normalize': false}"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> config(String json) {
        return (Map<String, Object>) Json.readRounding(json.replace('\'', '"'));
    }

    private static List<float[]> windows(SoundPreparation preparation, byte[] content) {
        return preparation.prepare(content, () -> false).tensors();
    }

    /** A WAV file as the JDK writes it, all channels the same. */
    private static byte[] wav(int rate, int bits, int channels, int frames, DoubleUnaryOperator sound) {
        int bytes = bits / 8;
        byte[] data = new byte[frames * channels * bytes];
        for (int i = 0; i < frames * channels; i++) {
            int frame = i / channels;
            long value = Math.round(sound.applyAsDouble((double) frame / rate) * (1L << (bits - 1)));
            // samples of one byte are unsigned in WAV
            long stored = bits == 8 ? value + 128 : value;
            for (int b = 0; b < bytes; b++) {
                data[i * bytes + b] = (byte) (stored >> (8 * b));
            }
        }
        AudioFormat format = new AudioFormat(rate, bits, channels, bits > 8, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(data), format, frames)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, out);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return out.toByteArray();
    }
}
