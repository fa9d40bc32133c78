// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;

/** A WAV file with samples of 8 to 32 bit, whole numbers or floating point, read frame by frame as one channel. */
final class SoundFile {

    private static final int MOST_CHANNELS = 64;

    private final byte[] bytes;
    private final AudioFormat format;
    private final int sampleBytes;

    private SoundFile(byte[] bytes, AudioFormat format) {
        this.bytes = bytes;
        this.format = format;
        sampleBytes = format.getSampleSizeInBits() / 8;
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableMediaException where it is no WAV file, or of a kind that is not read
     */
    static SoundFile open(byte[] content) {
        if (content.length < 12 || !is(content, 0, "RIFF") || !is(content, 8, "WAVE")) {
            throw new UnreadableMediaException(Reason.UNKNOWN_FORMAT);
        }
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(content))) {
            AudioFormat format = in.getFormat();
            if (!readable(format)) {
                throw new UnreadableMediaException(Reason.CORRUPT);
            }
            SoundFile file = new SoundFile(in.readAllBytes(), format);
            if (file.frames() == 0) {
                throw new UnreadableMediaException(Reason.CORRUPT);
            }
            return file;
        } catch (UnsupportedAudioFileException | IOException | IllegalArgumentException | ArithmeticException broken) {
            throw new UnreadableMediaException(Reason.CORRUPT, broken);
        }
    }

    private static boolean is(byte[] content, int at, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            if (content[at + i] != letters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean readable(AudioFormat format) {
        int bits = format.getSampleSizeInBits();
        boolean whole = bits == 8 || bits == 16 || bits == 24 || bits == 32;
        boolean kind = format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT)
                ? bits == 32
                : whole
                        && (format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
                                || format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED));
        float rate = format.getSampleRate();
        return kind
                && rate >= 1000
                && rate <= 768_000
                && rate == Math.rint(rate)
                && format.getChannels() >= 1
                && format.getChannels() <= MOST_CHANNELS
                && format.getFrameSize() == format.getChannels() * bits / 8;
    }

    /** Frames per second. */
    int rate() {
        return (int) format.getSampleRate();
    }

    int frames() {
        return bytes.length / format.getFrameSize();
    }

    /** The mean of a frame's channels, from -1 to 1; 0 before the first frame and after the last. */
    float mono(long frame) {
        if (frame < 0 || frame >= frames()) {
            return 0;
        }
        double sum = 0;
        int at = (int) (frame * format.getFrameSize());
        for (int c = 0; c < format.getChannels(); c++) {
            sum += sample(at + c * sampleBytes);
        }
        return (float) (sum / format.getChannels());
    }

    private double sample(int at) {
        long bits = 0;
        for (int b = 0; b < sampleBytes; b++) {
            int place = format.isBigEndian() ? b : sampleBytes - 1 - b;
            bits = bits << 8 | (bytes[at + place] & 0xFF);
        }
        if (format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT)) {
            float value = Float.intBitsToFloat((int) bits);
            return Float.isFinite(value) ? value : 0;
        }
        long half = 1L << (8 * sampleBytes - 1);
        boolean signed = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED);
        long value = signed && bits >= half ? bits - 2 * half : signed ? bits : bits - half;
        return (double) value / half;
    }
}
