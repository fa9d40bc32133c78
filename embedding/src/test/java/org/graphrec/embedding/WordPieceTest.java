// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.graphrec.fixtures.onnx.TinyTokenizer;
import org.junit.jupiter.api.Test;

/** The tokens are those of the native tokenizer. */
class WordPieceTest {

    private static final byte[] JSON = MiniLm.read("all-minilm-l6-v2-q-tokenizer.json");

    @Test
    void givesTheNativeTokensOfVariedTexts() {
        List<String> texts = new ArrayList<>(VariedTexts.fifty());
        texts.addAll(List.of(
                "[CLS] a [SEP] b [MASK][UNK] [PAD]c [cls] [[SEP]]",
                "\u03a3\u0391\u03a3 \u1e9e \u0130I\u0131i \ufb01 \u212b \uf900",
                "a\u0000b \ud800 c \udc00d",
                "\u0085x\u2028y\u2029z\u000bq\u001fw"));
        assertThat(different(texts)).isEmpty();
    }

    @Test
    void givesTheNativeTokensOfNoise() {
        Random random = new Random(5);
        String[] parts = {
            "the",
            "Running",
            "un",
            "##ing",
            "\u00e9",
            "e\u0301",
            "\u4e2d",
            "\u6587",
            " ",
            "\n",
            "-",
            "'",
            "\u2019",
            "\u0e01\u0e34",
            "\ud83d\ude00",
            "\u200d",
            "[SEP]",
            "123",
            "q".repeat(60),
            "\u0410\u0411",
            "\u0301",
            "."
        };
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int p = random.nextInt(12); p >= 0; p--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            texts.add(text.toString());
        }
        assertThat(different(texts)).isEmpty();
    }

    /** The native tables are of Unicode 8; a few hundred later marks and signs of punctuation count as letters there. */
    @Test
    void givesTheNativeTokensOfEveryCharacterThatTheNativeTablesKnow() {
        List<String> texts = new ArrayList<>();
        for (int c = 1; c < 0x2FA20; c++) {
            if (Character.isDefined(c) && Character.getType(c) != Character.SURROGATE) {
                texts.add("a" + Character.toString(c) + "b");
            }
        }
        List<Integer> others =
                different(texts).stream().map(text -> text.codePointAt(1)).toList();
        assertThat(texts).hasSizeGreaterThan(140_000);
        assertThat(others).hasSizeLessThan(1000).allMatch(c -> c >= 0x7FD).noneMatch(Character::isLetterOrDigit);
    }

    @Test
    void readsTheSwitchesOfTheNormalizer() {
        String json = TinyTokenizer.json("Right");
        String cased = json.replace("\"lowercase\": true", "\"lowercase\": false");
        String accents = json.replace("\"strip_accents\": null", "\"strip_accents\": false");
        String dirty = json.replace("\"clean_text\": true", "\"clean_text\": false")
                .replace("\"handle_chinese_chars\": true", "\"handle_chinese_chars\": false");
        for (String rules : List.of(cased, accents, dirty)) {
            assertThat(rules).isNotEqualTo(json);
            byte[] bytes = rules.getBytes(StandardCharsets.UTF_8);
            assertThat(different(
                            List.of(
                                    "The red cat",
                                    "the CAT \u0130 c\u0301at cat\u0007 likes",
                                    "the\u000bred \u4e2dcat"),
                            bytes))
                    .isEmpty();
        }
    }

    @Test
    void refusesOtherTokenizers() {
        String json = TinyTokenizer.json("Right").replace("\"WordPiece\"", "\"Unigram\"");
        assertThatThrownBy(() -> new WordPiece(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The file `tokenizer.json` of the encoder is refused: its model is `Unigram`, but a static"
                        + " encoder needs the tokenizer of the BERT family, with `WordPiece`.");
    }

    private static List<String> different(List<String> texts) {
        return different(texts, JSON);
    }

    /** The texts whose tokens are not those of the native tokenizer. */
    private static List<String> different(List<String> texts, byte[] json) {
        WordPiece ours = new WordPiece(json);
        try (Tokenizer natives = new Tokenizer(json, 65_536)) {
            return texts.stream()
                    .filter(text -> {
                        long[] theirs = natives.tokens(text).ids();
                        long[] mine =
                                Arrays.stream(ours.ids(text)).asLongStream().toArray();
                        return !Arrays.equals(mine, Arrays.copyOfRange(theirs, 1, theirs.length - 1));
                    })
                    .toList();
        }
    }
}
