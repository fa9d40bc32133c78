// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Encodes texts of any length whole: in chunks, whose vectors are pooled and made unit length. */
public final class ChunkedTexts {

    /** Texts cut at a time, which bounds memory and lets progress be seen. */
    private static final int GROUP = 64;

    private final TextEncoder encoder;
    private final Chunking chunking;

    /**
     * Takes an encoder.
     *
     * @throws IllegalArgumentException when a chunk would be longer than it reads
     */
    public ChunkedTexts(TextEncoder encoder, Chunking chunking) {
        if (chunking.size() > encoder.mostTokens()) {
            throw new IllegalArgumentException("The `size` of `chunk` must be at most " + encoder.mostTokens()
                    + ", which the encoder `" + encoder.name() + "` reads, but was `" + chunking.size() + "`.");
        }
        this.encoder = encoder;
        this.chunking = chunking;
    }

    /**
     * A chunk of a text.
     *
     * @param text as it stands in the whole
     * @param vector of unit length; zeros where there is nothing to read
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Chunk(String text, float[] vector) {}

    /** The chunks of each text, in order; an empty text has one. All their vectors are held at once. */
    public List<List<Chunk>> chunks(List<String> texts, int concurrency, EncodingMonitor monitor) {
        Cut cut = cut(texts);
        float[][] vectors = encode(cut, concurrency, monitor);
        List<List<Chunk>> chunks = new ArrayList<>();
        for (int i = 0; i < cut.ends.length; i++) {
            List<Chunk> own = new ArrayList<>();
            for (int c = cut.begin(i); c < cut.ends[i]; c++) {
                own.add(new Chunk(cut.chunks.get(c), vectors[c]));
            }
            chunks.add(own);
        }
        return chunks;
    }

    /** The vectors, as {@link TextEncoder#encode(List, int, EncodingMonitor)} gives those of short texts. */
    public float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor) {
        float[][] vectors = new float[texts.size()][];
        for (int from = 0; from < vectors.length; from += GROUP) {
            List<String> group = texts.subList(from, Math.min(vectors.length, from + GROUP));
            float[][] found = pooled(group, concurrency, monitor);
            System.arraycopy(found, 0, vectors, from, found.length);
        }
        return vectors;
    }

    private float[][] pooled(List<String> texts, int concurrency, EncodingMonitor monitor) {
        Cut cut = cut(texts);
        float[][] vectors = encode(cut, concurrency, monitor);
        float[][] pooled = new float[cut.ends.length][];
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = pooled(Arrays.copyOfRange(vectors, cut.begin(i), cut.ends[i]));
        }
        return pooled;
    }

    /** Texts in chunks: those of text i end before {@code ends[i]}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Cut(List<String> chunks, int[] ends, int several, int empty) {
        int begin(int text) {
            return text == 0 ? 0 : ends[text - 1];
        }
    }

    private Cut cut(List<String> texts) {
        List<List<Chunking.Word>> words = new ArrayList<>();
        Set<String> different = new LinkedHashSet<>();
        for (String text : texts) {
            List<Chunking.Word> found = text == null ? List.of() : Chunking.words(text);
            found.forEach(word -> different.add(word.of(text)));
            words.add(found);
        }
        Map<String, Integer> tokens = tokens(List.copyOf(different));
        List<String> chunks = new ArrayList<>();
        int[] ends = new int[texts.size()];
        int several = 0;
        for (int i = 0; i < ends.length; i++) {
            List<String> own = texts.get(i) == null ? List.of("") : chunking.chunks(texts.get(i), words.get(i), tokens);
            several += own.size() > 1 ? 1 : 0;
            chunks.addAll(own);
            ends[i] = chunks.size();
        }
        int empty = (int) words.stream().filter(List::isEmpty).count();
        return new Cut(chunks, ends, several, empty);
    }

    private float[][] encode(Cut cut, int concurrency, EncodingMonitor monitor) {
        float[][] vectors = encoder.encode(cut.chunks, concurrency, new OfTexts(monitor));
        monitor.chunked(cut.several);
        monitor.empty(cut.empty);
        monitor.advance(cut.ends.length);
        return vectors;
    }

    private Map<String, Integer> tokens(List<String> words) {
        int[] counts = encoder.tokenCounts(words);
        Map<String, Integer> tokens = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            tokens.put(words.get(i), counts[i]);
        }
        return tokens;
    }

    private float[] pooled(float[][] vectors) {
        if (vectors.length == 1) {
            return vectors[0];
        }
        int dimension = encoder.dimension();
        float[] rows = new float[vectors.length * dimension];
        for (int r = 0; r < vectors.length; r++) {
            System.arraycopy(vectors[r], 0, rows, r * dimension, dimension);
        }
        float[] pooled = new float[dimension];
        chunking.pooling().pool(rows, 0, vectors.length, pooled);
        OnnxEncoder.finish(pooled);
        return pooled;
    }

    /** Hears of chunks and tells of texts. */
    private record OfTexts(EncodingMonitor monitor) implements EncodingMonitor {
        @Override
        public void advance(long chunks) {}

        @Override
        public boolean running() {
            return monitor.running();
        }

        @Override
        public void assertRunning() {
            monitor.assertRunning();
        }

        @Override
        public void truncated(int chunks) {
            monitor.truncated(chunks);
        }
    }
}
