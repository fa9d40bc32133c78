// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenizerTest {

    private static final byte[] JSON = MiniLm.read("all-minilm-l6-v2-q-tokenizer.json");

    @Test
    void givesTheTokensOfAnIndependentTokenizer() throws OrtException {
        try (Tokenizer tokenizer = new Tokenizer(JSON, 256);
                MiniLmReference reference = new MiniLmReference()) {
            for (String text : VariedTexts.fifty()) {
                assertThat(tokenizer.tokens(text).ids()).as(text).isEqualTo(reference.ids(text));
            }
        }
    }

    @Test
    void survivesAnyCharacters() {
        Random random = new Random(3);
        try (Tokenizer tokenizer = new Tokenizer(JSON, 16)) {
            for (int i = 0; i < 20_000; i++) {
                char[] noise = new char[random.nextInt(60)];
                for (int c = 0; c < noise.length; c++) {
                    noise[c] = (char) random.nextInt(0x10000);
                }
                Tokens tokens = tokenizer.tokens(new String(noise));
                assertThat(tokens.size()).isBetween(2, 16);
                assertThat(tokens.types()).containsOnly(0);
            }
        }
    }
}
