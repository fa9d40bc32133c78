// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkingTest {

    private static final TokenTable TABLE = StaticEncoderTest.table(11, 8);

    /** Every word has as many tokens as letters. */
    private static List<String> chunks(String text, int size, int overlap) {
        List<Chunking.Word> words = Chunking.words(text);
        Map<String, Integer> tokens = new HashMap<>();
        words.forEach(word -> tokens.put(word.of(text), word.of(text).length()));
        return new Chunking(size, overlap, Pooling.MEAN).chunks(text, words, tokens);
    }

    @Test
    void leavesATextThatIsShortEnoughAsItIs() {
        assertThat(chunks("  aaaa bbbb ", 8, 0)).containsExactly("  aaaa bbbb ");
        assertThat(chunks("", 8, 0)).containsExactly("");
    }

    @Test
    void fillsEachChunkAndBeginsTheNextWithTheOverlap() {
        assertThat(chunks("aaaa  bbbb\ncccc dddd ee", 8, 0)).containsExactly("aaaa  bbbb", "cccc dddd", "ee");
        assertThat(chunks("aaaa bbb cc dddd ee", 9, 3)).containsExactly("aaaa bbb cc", "cc dddd ee");
        // a word that is longer than a chunk is one by itself
        assertThat(chunks("a bbbbbbbbbbbb c", 8, 4)).containsExactly("a", "bbbbbbbbbbbb", "c");
    }

    @Test
    void losesNoWordAndKeepsEachChunkToItsSize() {
        String text = IntStream.range(0, 500)
                .mapToObj(i -> "w".repeat(1 + i * 7 % 5) + i % 10)
                .collect(Collectors.joining(" "));
        for (int overlap : new int[] {0, 5, 19}) {
            List<String> chunks = chunks(text, 20, overlap);
            int found = 0;
            for (String chunk : chunks) {
                assertThat(chunk.replace(" ", "").length()).isLessThanOrEqualTo(20);
                int at = text.indexOf(chunk, Math.max(0, found - 40));
                assertThat(at).isLessThanOrEqualTo(found + 1);
                found = at + chunk.length();
            }
            assertThat(found).isEqualTo(text.length());
        }
    }

    @Test
    void takesIdeographsAndEndlessWordsApart() {
        assertThat(Chunking.words("\u7535\u5f71 ab" + "x".repeat(250))).hasSize(2 + 3);
    }

    @Test
    void poolsTheVectorsOfTheChunks() {
        try (TextEncoder encoder = StaticEncoderTest.encoder(TABLE)) {
            String text = "red red red red red red red red blue blue blue blue blue blue blue blue";
            float[] red = encoder.encode("red");
            float[] blue = encoder.encode("blue");
            float[] mean = new float[8];
            float[] max = new float[8];
            for (int d = 0; d < 8; d++) {
                mean[d] = (red[d] + blue[d]) / 2;
                max[d] = Math.max(red[d], blue[d]);
            }
            OnnxEncoder.finish(mean);
            OnnxEncoder.finish(max);
            assertThat(encoded(encoder, Pooling.MEAN, text))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(mean);
            assertThat(encoded(encoder, Pooling.MAX, text))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(max);
        }
    }

    private static float[] encoded(TextEncoder encoder, Pooling pooling, String text) {
        return new ChunkedTexts(encoder, new Chunking(8, 0, pooling))
                .encode(List.of(text), 1, EncodingMonitor.SILENT)[0];
    }

    @Test
    void tellsOfTextsAndNotOfChunks() {
        CountingMonitor monitor = new CountingMonitor();
        try (TextEncoder encoder = StaticEncoderTest.encoder(TABLE)) {
            List<String> texts = Arrays.asList("red cat", "red ".repeat(100), null, " ", "blue ".repeat(9));
            float[][] vectors = new ChunkedTexts(encoder, new Chunking(8, 2, Pooling.MEAN)).encode(texts, 2, monitor);
            assertThat(vectors[0]).isEqualTo(encoder.encode("red cat"));
            assertThat(vectors[2]).containsOnly(0);
            assertThat(vectors[3]).containsOnly(0);
        }
        assertThat(monitor.encoded).isEqualTo(5);
        assertThat(monitor.empty).isEqualTo(2);
        assertThat(monitor.chunked).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new Chunking(8, 8, Pooling.MEAN)).hasMessageContaining("less than `size`");
        assertThatThrownBy(() -> new Chunking(8, 0, Pooling.CLS)).hasMessageContaining("must be `mean` or `max`");
    }
}
