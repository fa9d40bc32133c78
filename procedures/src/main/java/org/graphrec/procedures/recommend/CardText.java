// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;

/** The sentences of a model card in one language. */
final class CardText {
    /** The languages that there are. */
    static final List<String> LANGUAGES = List.of("en", "zh");

    private final Properties sentences;

    private CardText(Properties sentences) {
        this.sentences = sentences;
    }

    /**
     * Those of a language.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    static CardText of(String language) {
        if (language == null || !LANGUAGES.contains(language)) {
            throw new IllegalArgumentException(
                    "The value of `language` must be one of `" + String.join("`, `", LANGUAGES)
                            + "` but was `" + Config.shown(language) + "`."
                            + (language == null ? "" : Suggestions.didYouMean(language, LANGUAGES)));
        }
        Properties sentences = new Properties();
        try (InputStream file = CardText.class.getResourceAsStream("card." + language + ".properties")) {
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CardText(sentences);
    }

    /** A sentence with its values, which are put in as texts. */
    String say(String key, Object... values) {
        return new MessageFormat(sentences.getProperty(key), Locale.ROOT).format(values);
    }
}
