// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderLanguagesTest {
    private final EncoderLanguages english = EncoderLanguages.of(Encoders.MINI_LM);
    private final EncoderLanguages chinese = EncoderLanguages.of("bge-small-zh-v1.5");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPI Red Shatter Crackle Nail Polish E55 New",
                "A woman moves to Berlin and writes a book about her father, who sailed to Peru.",
                "Amélie",
                "",
                "2001 - 1984 - 42",
                "π"
            })
    void keepEnglishAndWhatTellsNoLanguage(String text) {
        assertThat(english.excludes(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"星际穿越是一部科幻电影", "Фильм о войне и мире", "رحلة إلى القمر", "千と千尋の神隠し"})
    void tellAnotherScriptAtOnce(String text) {
        assertThat(english.excludes(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Der Film handelt von einer Frau, die nach Berlin zieht und dort ein Buch schreibt.",
                "Un homme retrouve sa fille après vingt ans de prison et part avec elle.",
                "El ladrón roba un banco en la ciudad y escapa con todo el dinero."
            })
    void tellAnotherLanguageOfTheSameScriptWhereItsModelIsThere(String text) {
        assertThat(LanguageGuess.present()).isPresent();
        assertThat(english.excludes(text)).isTrue();
    }

    @Test
    void ofAChineseEncoderIncludeEnglishNames() {
        assertThat(chinese.excludes("用 Python 学习机器学习")).isFalse();
        assertThat(chinese.excludes("Фильм о войне и мире")).isTrue();
    }

    @Test
    void ofAnEncoderThatIsNotKnownAreAny() {
        assertThat(EncoderLanguages.of("mine").excludes("Фильм о войне и мире")).isFalse();
    }
}
