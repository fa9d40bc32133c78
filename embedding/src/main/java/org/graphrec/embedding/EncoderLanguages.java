// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The languages that an encoder was made for. A text in another one has a vector, but one of little meaning. The script tells
 * most of them at once; languages of one script are told apart only where {@link LanguageGuess} is there.
 */
public final class EncoderLanguages {

    /** Fewer letters tell no script: a name or a number. */
    private static final int FEWEST_LETTERS = 4;

    /** Fewer tell no language. */
    private static final int FEWEST_TO_GUESS = 40;

    /** Whether both jars are there; without them, the class that names theirs is not touched. */
    private static final boolean GUESSES =
            there("/opennlp/tools/langdetect/LanguageDetectorME.class") && there(LanguageGuess.MODEL);

    private static final EncoderLanguages ENGLISH = new EncoderLanguages(Set.of(UnicodeScript.LATIN), Set.of("eng"));
    private static final EncoderLanguages CHINESE =
            new EncoderLanguages(Set.of(UnicodeScript.HAN, UnicodeScript.LATIN), Set.of("cmn", "eng"));
    private static final EncoderLanguages UNKNOWN = new EncoderLanguages(Set.of(), Set.of());

    private static final Map<String, EncoderLanguages> KNOWN = Map.of(
            Encoders.MINI_LM,
            ENGLISH,
            "bge-small-en-v1.5",
            ENGLISH,
            "e5-small-v2",
            ENGLISH,
            "bge-small-zh-v1.5",
            CHINESE);

    private final Set<UnicodeScript> scripts;
    private final Set<String> languages;

    private EncoderLanguages(Set<UnicodeScript> scripts, Set<String> languages) {
        this.scripts = scripts;
        this.languages = languages;
    }

    private static boolean there(String resource) {
        return EncoderLanguages.class.getResource(resource) != null;
    }

    /** Those of an encoder by its name; of one that is not known here, any. */
    public static EncoderLanguages of(String encoder) {
        return KNOWN.getOrDefault(encoder, UNKNOWN);
    }

    /** Whether a text is surely in a language that the encoder was not made for. */
    public boolean excludes(String text) {
        if (scripts.isEmpty() || text.isEmpty()) {
            return false;
        }
        int letters = 0;
        int known = 0;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isLetter(c)) {
                letters++;
                known += scripts.contains(UnicodeScript.of(c)) ? 1 : 0;
            }
        }
        if (letters >= FEWEST_LETTERS && known * 2 < letters) {
            return true;
        }
        Optional<LanguageGuess> guess =
                GUESSES && letters >= FEWEST_TO_GUESS ? LanguageGuess.present() : Optional.empty();
        return guess.isPresent() && guess.get().excludes(text, languages);
    }
}
