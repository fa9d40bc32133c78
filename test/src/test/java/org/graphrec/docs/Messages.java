// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts that users get to read from the code: what stands in quotes in its sources, and the meanings of keys and columns. */
final class Messages {
    private static final List<String> MODULES =
            List.of("base", "embedding", "training", "training/deep", "training/spark", "procedures");
    private static final List<String> MEANINGS = List.of(
            "procedures/src/main/resources/org/graphrec/procedures/config/keys.properties",
            "test/src/test/resources/reference/columns.properties");

    /** A comment, a text block, a character, or a text; what is written as a sum of texts is one. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|'(?:\\\\.|[^\\\\'])+'|(\"(?:\\\\.|[^\\\\\"])*\"(?:\\s*\\+\\s*\"(?:\\\\.|[^\\\\\"])*\")*)");

    private static final int FEWEST_WORDS = 3;

    private Messages() {}

    /** A text and the file it stands in. */
    record Message(Path file, String text) {}

    static List<Message> all() {
        List<Message> messages = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Page.ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .forEach(file -> inSource(text(file))
                                .forEach(message -> messages.add(new Message(file.getFileName(), message))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String meanings : MEANINGS) {
            Path file = Page.ROOT.resolve(meanings);
            text(file)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> messages.add(new Message(file.getFileName(), line.replaceFirst("^[^=]*=", ""))));
        }
        return messages;
    }

    /** The texts of a source that have at least three words. */
    static List<String> inSource(String source) {
        List<String> texts = new ArrayList<>();
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            if (token.group(1) != null) {
                String text = token.group(1).replaceAll("\"\\s*\\+\\s*\"", "");
                if (text.split(" ", -1).length >= FEWEST_WORDS) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
