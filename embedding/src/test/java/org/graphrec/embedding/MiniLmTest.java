// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MiniLmTest {

    private static TextEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = Encoders.bundledMiniLm(2);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void hasTheDimensionAndNameOfItsModel() {
        assertThat(encoder.dimension()).isEqualTo(384);
        assertThat(encoder.name()).isEqualTo("all-MiniLM-L6-v2");
        assertThat(encoder.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void agreesWithAnIndependentRunOfTheSameFile() throws OrtException {
        List<String> texts = VariedTexts.fifty();
        float[][] vectors = encoder.encode(texts, EncodingMonitor.SILENT);
        assertThat(texts).hasSize(50);
        try (MiniLmReference reference = new MiniLmReference()) {
            for (int i = 0; i < texts.size(); i++) {
                float[] vector = texts.get(i).isEmpty() ? encoder.wordless() : vectors[i];
                assertThat(cosine(vector, reference.encode(texts.get(i))))
                        .as("text %d: %s", i, texts.get(i))
                        .isGreaterThan(0.9999);
            }
        }
    }

    @Test
    void givesATextTheSameVectorAloneAndAmongOthers() {
        List<String> texts = VariedTexts.fifty();
        float[][] together = encoder.encode(texts, EncodingMonitor.SILENT);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together[i]).as("text %d", i).isEqualTo(encoder.encode(texts.get(i)));
        }
    }

    @Test
    void keepsTheOrderOfTheTexts() {
        List<String> texts = VariedTexts.fifty();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(7));
        float[][] vectors = encoder.encode(texts, EncodingMonitor.SILENT);
        float[][] shuffled = encoder.encode(order.stream().map(texts::get).toList(), EncodingMonitor.SILENT);
        for (int i = 0; i < shuffled.length; i++) {
            assertThat(shuffled[i]).isEqualTo(vectors[order.get(i)]);
        }
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        List<String> texts = VariedTexts.fifty();
        float[][] vectors = encoder.encode(texts, EncodingMonitor.SILENT);
        for (int threads : new int[] {1, 5}) {
            try (TextEncoder other = Encoders.bundledMiniLm(threads)) {
                assertThat(Arrays.deepEquals(other.encode(texts, EncodingMonitor.SILENT), vectors))
                        .as("%d threads", threads)
                        .isTrue();
                assertThat(other.fingerprint()).isEqualTo(encoder.fingerprint());
            }
        }
    }

    @Test
    void givesUnitVectorsToTextsWithWords() {
        for (float[] vector : encoder.encode(VariedTexts.fifty().subList(1, 50), EncodingMonitor.SILENT)) {
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void givesZerosToTextsWithoutWordsAndCountsThem() {
        CountingMonitor monitor = new CountingMonitor();
        float[][] vectors = encoder.encode(Arrays.asList("", " \n\t", null, "\u0000", "\u200b", "word"), monitor);
        for (int i = 0; i < 5; i++) {
            assertThat(vectors[i]).as("text %d", i).hasSize(384).containsOnly(0f);
        }
        assertThat(dot(vectors[5], vectors[5])).isCloseTo(1, within(1e-5));
        assertThat(monitor.empty).isEqualTo(5);
        assertThat(monitor.encoded).isEqualTo(6);
        assertThat(encoder.encode((String) null)).containsOnly(0f);
    }

    @Test
    void countsTruncatedTextsAndReadsTheirBeginning() {
        CountingMonitor monitor = new CountingMonitor();
        List<String> texts = List.of("word ".repeat(254), "word ".repeat(255), "word ".repeat(254) + "other", "short");
        float[][] vectors = encoder.encode(texts, monitor);
        assertThat(monitor.truncated).isEqualTo(2);
        assertThat(vectors[1]).isEqualTo(vectors[0]).isEqualTo(vectors[2]);
    }

    @Test
    @Tag("clock")
    void takesHugeTextsInSeconds() {
        long before = System.nanoTime();
        encoder.encode(List.of("x".repeat(3_000_000), "word ".repeat(500_000)), new CountingMonitor());
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    void takesHugeAndBrokenTexts() {
        CountingMonitor monitor = new CountingMonitor();
        List<String> texts = List.of(
                "x".repeat(3_000_000),
                "\ud83d\ude00".repeat(500_000),
                "word ".repeat(500_000),
                "lone \ud800 high",
                "lone \udc00 low",
                "end \ud83d",
                "e" + "\u0301".repeat(100_000));
        float[][] vectors = encoder.encode(texts, monitor);
        for (float[] vector : vectors) {
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
        assertThat(vectors[3]).isEqualTo(encoder.encode("lone  high"));
        assertThat(monitor.truncated).isGreaterThanOrEqualTo(3);
    }

    @Test
    void encodesNoTexts() {
        assertThat(encoder.encode(List.of(), EncodingMonitor.SILENT)).isEmpty();
    }

    @Test
    void putsRelatedTextsCloser() {
        float[] cat = encoder.encode("A cat sleeps on the sofa.");
        float[] kitten = encoder.encodeQuery("a kitten napping on a couch");
        float[] law = encoder.encode("The tax law was amended by parliament.");
        assertThat(dot(cat, kitten)).isGreaterThan(0.5);
        assertThat(dot(cat, law)).isLessThan(0.2);
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    private static double cosine(float[] a, double[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int d = 0; d < a.length; d++) {
            product += a[d] * b[d];
            squaresA += (double) a[d] * a[d];
            squaresB += b[d] * b[d];
        }
        return product / Math.sqrt(squaresA * squaresB);
    }
}
