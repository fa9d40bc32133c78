// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells languages apart by OpenNLP and its model of 103 languages, where an operator has put both jars beside the plugin: 12 MB,
 * which most servers do not need.
 */
final class LanguageGuess {

    static final String MODEL = "/langdetect-183.bin";

    /** The beginning is enough, and the time grows with the length: about half a millisecond for these. */
    private static final int MOST_CHARACTERS = 300;

    /** How much likelier another language must be than the encoder's; names and brands look like any. */
    private static final double CLEARLY = 1.5;

    private final LanguageDetectorME detector;

    private LanguageGuess(LanguageDetectorModel model) {
        detector = new LanguageDetectorME(model);
    }

    /** Empty where the jars are not there or do not fit. */
    static Optional<LanguageGuess> present() {
        return Holder.GUESS;
    }

    /** Whether the text is clearly in none of some languages, by their codes of ISO 639-3. */
    boolean excludes(String text, Set<String> languages) {
        Language[] found = detector.predictLanguages(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        double own = Arrays.stream(found)
                .filter(language -> languages.contains(language.getLang()))
                .mapToDouble(Language::getConfidence)
                .max()
                .orElse(0);
        return found.length > 0 && found[0].getConfidence() > CLEARLY * own;
    }

    /** Loaded once, when it is first asked for. */
    private static final class Holder {
        static final Optional<LanguageGuess> GUESS = load();

        private static Optional<LanguageGuess> load() {
            try (InputStream model = LanguageGuess.class.getResourceAsStream(MODEL)) {
                return model == null
                        ? Optional.empty()
                        : Optional.of(new LanguageGuess(new LanguageDetectorModel(model)));
            } catch (IOException | LinkageError unfit) {
                return Optional.empty();
            }
        }
    }
}
