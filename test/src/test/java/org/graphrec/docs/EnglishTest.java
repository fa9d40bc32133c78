// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages and messages are plain English: no phrase of the list, no endless sentence, and first pages that are easy to read. */
class EnglishTest {
    private static final int LONGEST_SENTENCE = 45;
    private static final double EASE_OF_FIRST_PAGES = 50;

    private final Phrases phrases = Phrases.ofTheList();

    @Test
    void pagesHaveNoPhraseOfTheList() {
        List<String> found = new ArrayList<>();
        for (Page page : Page.all()) {
            Stream.concat(page.paragraphs().stream(), page.cells().stream())
                    .flatMap(text -> phrases.in(text).stream())
                    .forEach(phrase -> found.add(page.path() + ": " + phrase));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void messagesHaveNoPhraseOfTheList() {
        List<String> found = new ArrayList<>();
        for (Messages.Message message : Messages.all()) {
            phrases.in(message.text()).forEach(phrase -> found.add(message.file() + ": " + phrase));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void sentencesEnd() {
        List<String> endless = new ArrayList<>();
        for (Page page : Page.all()) {
            Prose.of(page.paragraphs()).sentences().stream()
                    .filter(sentence -> Prose.words(sentence).size() > LONGEST_SENTENCE)
                    .forEach(sentence -> endless.add(page.path() + ": " + sentence));
        }
        assertThat(endless)
                .as("sentences of more than %d words", LONGEST_SENTENCE)
                .isEmpty();
    }

    @Test
    void theFirstPagesAreEasyToRead() {
        List<Page> first = Page.all().stream()
                .filter(page -> page.path().equals(Path.of("README.md"))
                        || (page.path().getNameCount() == 2 && page.path().startsWith("docs"))
                        || page.path().startsWith("docs/tutorials"))
                .toList();
        assertThat(first)
                .hasSizeGreaterThan(4)
                .allSatisfy(page -> assertThat(Prose.of(page.paragraphs()).readingEase())
                        .as("Flesch reading ease of %s", page.path())
                        .isGreaterThan(EASE_OF_FIRST_PAGES));
    }

    @Test
    void messagesAreFoundInTheSources() {
        assertThat(Messages.inSource(
                        "// \"no, this is a comment\"\nthrow new X(\"The value of `k` \"\n + \"is wrong.\" + k);"))
                .containsExactly("\"The value of `k` is wrong.\"");
        assertThat(Messages.all()).hasSizeGreaterThan(500);
    }

    @Test
    void theListFindsWhatItNames() {
        assertThat(phrases.in("Items a user, told rightly, anew.")).hasSize(3);
        assertThat(phrases.in("Number of items per user.")).isEmpty();
    }

    @Test
    void syllablesAreCountedAsTheyAreSpoken() {
        assertThat(List.of("film", "movie", "node", "nodes", "trained", "wanted", "table", "recommendation").stream()
                        .map(Prose::syllables))
                .containsExactly(1, 2, 1, 1, 1, 2, 2, 5);
    }

    @Test
    void shortWordsInShortSentencesAreEasyAndLongOnesAreNot() {
        assertThat(Prose.of(List.of("The cat sat on the mat. It was warm.")).readingEase())
                .isGreaterThan(100);
        assertThat(Prose.of(List.of("Institutional interdependencies necessitate comprehensive organisational"
                                + " reconfiguration of administrative responsibilities."))
                        .readingEase())
                .isLessThan(0);
    }
}
