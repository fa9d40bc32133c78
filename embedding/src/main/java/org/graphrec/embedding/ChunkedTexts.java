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

    /** The vectors, as {@link TextEncoder#encode(List, int, EncodingMonitor)} gives those of short texts. */
    public float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor) {
        float[][] vectors = new float[texts.size()][];
        for (int from = 0; from < vectors.length; from += GROUP) {
            List<String> group = texts.subList(from, Math.min(vectors.length, from + GROUP));
            float[][] found = group(group, concurrency, monitor);
            System.arraycopy(found, 0, vectors, from, found.length);
        }
        return vectors;
    }

    private float[][] group(List<String> texts, int concurrency, EncodingMonitor monitor) {
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
        float[][] vectors = encoder.encode(chunks, concurrency, new OfTexts(monitor));
        monitor.chunked(several);
        float[][] pooled = new float[ends.length][];
        for (int i = 0; i < ends.length; i++) {
            int begin = i == 0 ? 0 : ends[i - 1];
            pooled[i] = pooled(Arrays.copyOfRange(vectors, begin, ends[i]));
            if (words.get(i).isEmpty()) {
                monitor.empty(1);
            }
        }
        monitor.advance(ends.length);
        return pooled;
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
