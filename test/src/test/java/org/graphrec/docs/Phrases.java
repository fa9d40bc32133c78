// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What no page and no message says: one regular expression a line, with what to say instead. */
record Phrases(List<Phrase> phrases) {
    private static final Path FILE = Path.of("src/test/resources/english/phrases.txt");
    private static final int AROUND = 40;

    record Phrase(Pattern pattern, String advice) {}

    static Phrases ofTheList() {
        try {
            return new Phrases(Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Phrase(Pattern.compile(parts[0]), parts[1]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The phrases of the list in a text, each with what is around it and what to say instead. */
    List<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return phrases.stream()
                .flatMap(phrase -> phrase.pattern()
                        .matcher(lower)
                        .results()
                        .map(found -> "\"%s\": %s (… %s …)"
                                .formatted(
                                        found.group(),
                                        phrase.advice(),
                                        text.substring(
                                                Math.max(0, found.start() - AROUND),
                                                Math.min(text.length(), found.end() + AROUND)))))
                .toList();
    }
}
