// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.graphrec.embedding.EncoderLanguages;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.media.UnreadableMediaException;

/**
 * Counts what is odd in a run: empty and truncated texts, zero and non-finite vectors, and how near all vectors are to each
 * other. Hears the encoder and passes progress on.
 */
final class EncodingHealth implements EncodingMonitor {
    private final EncodingMonitor monitor;
    private final LongAdder empty = new LongAdder();
    private final LongAdder truncated = new LongAdder();
    private final LongAdder chunked = new LongAdder();
    private final EncoderLanguages languages;
    private long otherLanguage;
    private final Map<String, Object> unreadable = new TreeMap<>();
    private long zero;
    private long nonFinite;
    private long counted;
    private double[] sum = {};

    EncodingHealth(EncodingMonitor monitor, EncoderLanguages languages) {
        this.monitor = monitor;
        this.languages = languages;
    }

    /** Looks at the language of a text that is about to be encoded. */
    void read(String text) {
        otherLanguage += languages.excludes(text) ? 1 : 0;
    }

    @Override
    public void advance(long texts) {
        monitor.advance(texts);
    }

    @Override
    public boolean running() {
        return monitor.running();
    }

    @Override
    public void assertRunning() {
        monitor.assertRunning();
    }

    @Override
    public void empty(int texts) {
        empty.add(texts);
    }

    @Override
    public void truncated(int texts) {
        truncated.add(texts);
    }

    @Override
    public void chunked(int texts) {
        chunked.add(texts);
    }

    @Override
    public void unreadable(UnreadableMediaException.Reason reason) {
        unreadable.merge(reason.words(), 1L, (before, one) -> (Long) before + (Long) one);
    }

    /** Judges the vector of a text that is not empty; true when it is fit to be stored. */
    boolean fit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        if (!Double.isFinite(squares)) {
            nonFinite++;
            return false;
        }
        if (squares == 0) {
            zero++;
            return false;
        }
        if (sum.length == 0) {
            sum = new double[vector.length];
        }
        double norm = Math.sqrt(squares);
        for (int d = 0; d < vector.length; d++) {
            sum[d] += vector[d] / norm;
        }
        counted++;
        return true;
    }

    long emptyTexts() {
        return empty.sum();
    }

    long truncatedTexts() {
        return truncated.sum();
    }

    long chunkedTexts() {
        return chunked.sum();
    }

    /** Texts in a language that the encoder was not made for. */
    long otherLanguageTexts() {
        return otherLanguage;
    }

    /** How many pictures or sounds cannot be read, by the reason. */
    Map<String, Object> unreadableMedia() {
        return new TreeMap<>(unreadable);
    }

    long zeroVectors() {
        return zero;
    }

    long nonFiniteVectors() {
        return nonFinite;
    }

    /**
     * The mean cosine over all pairs of different vectors, from the sum s of n unit vectors: (s·s - n) / (n (n - 1)). Near 1
     * the vectors have collapsed and say nothing; 0 with fewer than two.
     */
    double meanPairwiseCosine() {
        double squares = 0;
        for (double component : sum) {
            squares += component * component;
        }
        return counted < 2 ? 0 : (squares - counted) / ((double) counted * (counted - 1));
    }
}
