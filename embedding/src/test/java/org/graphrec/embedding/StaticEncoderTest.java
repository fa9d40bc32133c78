// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.graphrec.fixtures.onnx.TinyTokenizer;
import org.junit.jupiter.api.Test;

class StaticEncoderTest {

    private static final byte[] TOKENIZER = TinyTokenizer.json("Right").getBytes(StandardCharsets.UTF_8);
    private static final int DIMENSION = 8;

    /** A table with made up numbers for the tokens of the tiny tokenizer. */
    static TokenTable table(long seed, int dimension) {
        Random random = new Random(seed);
        float[] rows = new float[new WordPiece(TOKENIZER).size() * dimension];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return new TokenTable(rows, dimension);
    }

    static StaticEncoder encoder(TokenTable table) {
        return new StaticEncoder("table", table.toBytes(), TOKENIZER, 2);
    }

    @Test
    void givesTheMeanOfTheTokensOfATextWithLengthOne() {
        float[] rows = new float[TinyTokenizer.WORDS.size() * 2];
        rows[2 * TinyTokenizer.WORDS.indexOf("red")] = 3;
        rows[2 * TinyTokenizer.WORDS.indexOf("cat") + 1] = 8;
        try (TextEncoder encoder = encoder(new TokenTable(rows, 2))) {
            assertThat(encoder.encode("Red cat")).containsExactly(3 / (float) Math.sqrt(73), 8 / (float) Math.sqrt(73));
            // words without pieces do not count
            assertThat(encoder.encode("zzzz red, CAT, red! red red red red red"))
                    .containsExactly(21 / (float) Math.sqrt(505), 8 / (float) Math.sqrt(505));
        }
    }

    @Test
    void readsALongTextToItsEnd() {
        try (TextEncoder encoder = encoder(table(2, DIMENSION))) {
            String begin = "red ".repeat(50_000);
            assertThat(encoder.encode(begin + "cat ".repeat(50_000)))
                    .usingComparatorWithPrecision(1e-3f)
                    .containsExactly(encoder.encode("red cat"));
        }
    }

    @Test
    void givesZerosForTextsWithoutWordsAndCountsThem() {
        CountingMonitor monitor = new CountingMonitor();
        try (TextEncoder encoder = encoder(table(3, DIMENSION))) {
            float[][] vectors = encoder.encode(Arrays.asList("red", "", null, " \n", "zzzz"), monitor);
            assertThat(vectors[0]).isNotEqualTo(new float[DIMENSION]);
            for (int i = 1; i < vectors.length; i++) {
                assertThat(vectors[i]).containsOnly(0);
            }
        }
        assertThat(monitor.encoded).isEqualTo(5);
        assertThat(monitor.empty).isEqualTo(3);
    }

    @Test
    void givesATextTheSameVectorAloneAndAmongOthers() {
        List<String> texts = VariedTexts.fifty();
        try (TextEncoder encoder = encoder(table(4, DIMENSION))) {
            float[][] together = encoder.encode(texts, 3, EncodingMonitor.SILENT);
            for (int i = 0; i < together.length; i++) {
                assertThat(together[i]).isEqualTo(encoder.encode(texts.get(i)));
            }
        }
    }

    @Test
    void refusesFilesThatAreNoTable() {
        byte[] file = table(5, DIMENSION).toBytes();
        assertRefused(new byte[4], "it is not in the format safetensors");
        assertRefused(Arrays.copyOf(file, file.length - 4), "its tensor `embeddings` says 27 rows of 8 numbers");
        assertRefused(
                replaced(file, "embeddings", "embedding_"),
                "it has no tensor `embeddings` of two sizes in 32 bit (F32). If the model is not static, put its ONNX"
                        + " export, `model.onnx`, next to it.");
        assertRefused(replaced(file, "\"F32\"", "\"F16\""), "it has no tensor `embeddings`");
        assertRefused(replaced(file, "[27,8]", "[26,8]"), "or the 27 tokens of tokenizer.json");
        byte[] huge = file.clone();
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
        assertRefused(huge, "it is not in the format safetensors");
    }

    @Test
    void addsTheVectorOfAPairWhereItsTokensFollowEachOther() {
        int red = TinyTokenizer.WORDS.indexOf("red");
        int cat = TinyTokenizer.WORDS.indexOf("cat");
        float[] rows = new float[(TinyTokenizer.WORDS.size() + 1) * 3];
        rows[3 * red] = 1;
        rows[3 * cat + 1] = 1;
        rows[3 * TinyTokenizer.WORDS.size() + 2] = 1;
        TokenTable table = new TokenTable(rows, 3, TokenPairs.of(new int[] {red}, new int[] {cat}));
        try (TextEncoder encoder = encoder(table)) {
            float third = 1 / (float) Math.sqrt(3);
            float half = 1 / (float) Math.sqrt(2);
            assertThat(encoder.encode("red cat")).containsExactly(third, third, third);
            // words without pieces do not count, and so keep no two apart
            assertThat(encoder.encode("red zzzz cat")).containsExactly(third, third, third);
            assertThat(encoder.encode("cat red")).containsExactly(half, half, 0);
        }
        byte[] file = table.toBytes();
        String why = "its tensor `pairs` does not fit the tensor `embeddings`";
        assertRefused(replaced(file, "\"I32\"", "\"F32\""), why);
        assertRefused(replaced(file, "[1,2]", "[2,2]"), why);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 4, TinyTokenizer.WORDS.size());
        assertRefused(file, why);
    }

    private static byte[] replaced(byte[] file, String from, String to) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(byte[] file, String why) {
        assertThatThrownBy(() -> new StaticEncoder("table", file, TOKENIZER, 1))
                .isInstanceOf(EncoderException.class)
                .hasMessageStartingWith("The file `model.safetensors` of the encoder is refused: ")
                .hasMessageContaining(why);
    }
}
