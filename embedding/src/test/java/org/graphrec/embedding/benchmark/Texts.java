// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real texts of items to measure with: names and descriptions of the POM files that every Maven build has on its disk, and
 * where there are data sets, the titles and plots of MovieLens 100k ({@code ml-100k/items_info.json}) and the titles of
 * Amazon Beauty ({@code amazon-beauty/items.tsv}).
 */
final class Texts {

    private static final Pattern NAME = Pattern.compile("<name>(.*?)</name>", Pattern.DOTALL);
    private static final Pattern DESCRIPTION = Pattern.compile("<description>(.*?)</description>", Pattern.DOTALL);
    private static final Pattern FILM =
            Pattern.compile("\"title\": \"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"plot\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    private Texts() {}

    /** What the system properties {@code rec.repository} and {@code rec.data} name, shuffled. */
    static List<String> all() {
        Set<String> texts = new LinkedHashSet<>(poms(Path.of(System.getProperty("rec.repository"))));
        String data = System.getProperty("rec.data", "");
        if (!data.isBlank()) {
            texts.addAll(films(Path.of(data, "ml-100k", "items_info.json")));
            texts.addAll(products(Path.of(data, "amazon-beauty", "items.tsv")));
        }
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(42));
        return shuffled;
    }

    /** The texts from {@code from} on, over and over. */
    static List<String> some(List<String> texts, int from, int count) {
        List<String> some = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            some.add(texts.get(i % texts.size()));
        }
        return some;
    }

    private static List<String> poms(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".pom"))
                    .sorted()
                    .map(file -> read(file, StandardCharsets.ISO_8859_1))
                    .map(pom -> (first(NAME, pom) + ". " + first(DESCRIPTION, pom)).replaceAll("\\s+", " "))
                    .filter(text -> text.length() > 3)
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static List<String> films(Path file) {
        List<String> texts = new ArrayList<>();
        for (Matcher film = FILM.matcher(read(file, StandardCharsets.UTF_8)); film.find(); ) {
            texts.add(film.group(1) + ". " + film.group(2));
        }
        return texts;
    }

    /** The titles of a file of Amazon Beauty, in its order. */
    static List<String> products(Path file) {
        return read(file, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split("\t", -1)[2])
                .toList();
    }

    private static String read(Path file, Charset charset) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), charset) : "";
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
