// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** English in sentences, and how easy it is to read. */
record Prose(List<String> sentences) {
    private static final Pattern END = Pattern.compile("(?<=[.!?:])[\")]?\\s+(?=[\"(]?(?:[\\p{Lu}0-9]|code\\b))");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    /** Any name in code counts as this word. */
    private static final String CODE = "code";

    /** Of Markdown what is read aloud: the text of links, and one word for code. */
    static String plain(String markdown) {
        return markdown.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("`[^`]*`", CODE)
                .replaceAll("[*_]", "")
                .strip();
    }

    static Prose of(List<String> paragraphs) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : paragraphs) {
            for (String sentence : END.split(paragraph, -1)) {
                if (!words(sentence).isEmpty()) {
                    sentences.add(sentence);
                }
            }
        }
        return new Prose(sentences);
    }

    static List<String> words(String sentence) {
        return List.of(sentence.strip().split("\\s+", -1)).stream()
                .filter(word -> word.matches(".*[\\p{L}\\p{N}].*"))
                .toList();
    }

    /**
     * The reading ease of Flesch (1948): 206.835 - 1.015 words per sentence - 84.6 syllables per word. Above 60 is plain English, below
     * 30 is hard.
     */
    double readingEase() {
        List<String> words =
                sentences.stream().flatMap(sentence -> words(sentence).stream()).toList();
        double syllables = words.stream().mapToInt(Prose::syllables).sum();
        return 206.835 - 1.015 * words.size() / sentences.size() - 84.6 * syllables / words.size();
    }

    /** Groups of vowels, without an e that is silent at the end. */
    static int syllables(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        int groups = (int) VOWELS.matcher(letters).results().count();
        boolean silent = letters.matches(".*[^aeiouyl]e|.*[aeiouy]le|.*[^aeioutdy]ed|.*[^aeiouysxzcgh]es");
        return Math.max(1, silent ? groups - 1 : groups);
    }
}
