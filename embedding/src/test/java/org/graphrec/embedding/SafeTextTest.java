// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void keepsAGoodTextAsItIs() {
        String text = "caf\u00e9 \u4e2d\u6587 \ud83d\ude80";
        assertThat(SafeText.of(text)).isEqualTo(new SafeText(text, false));
    }

    @Test
    void replacesWhatNativeCodeCannotTake() {
        assertThat(SafeText.of("a\u0000b").text()).isEqualTo("a b");
        assertThat(SafeText.of("\ud83d").text()).isEqualTo("\ufffd");
        assertThat(SafeText.of("\ude80\ud83d\ude80\ud83d").text()).isEqualTo("\ufffd\ud83d\ude80\ufffd");
    }

    @Test
    void cutsBetweenCharacters() {
        String pairs = "x" + "\ud83d\ude80".repeat(SafeText.MAX_CHARACTERS);
        SafeText safe = SafeText.of(pairs);
        assertThat(safe.cut()).isTrue();
        assertThat(safe.text()).hasSize(SafeText.MAX_CHARACTERS - 1).endsWith("\ud83d\ude80");
        assertThat(SafeText.of("x".repeat(SafeText.MAX_CHARACTERS)).cut()).isFalse();
    }

    @Test
    void makesValidTextOfAnyCharacters() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            char[] noise = new char[random.nextInt(40)];
            for (int c = 0; c < noise.length; c++) {
                noise[c] = (char) (random.nextBoolean() ? 0xD700 + random.nextInt(0x900) : random.nextInt(0x10000));
            }
            String safe = SafeText.of(new String(noise)).text();
            assertThat(new String(safe.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(safe)
                    .doesNotContain("\u0000");
        }
    }
}
