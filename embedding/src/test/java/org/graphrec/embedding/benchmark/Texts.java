package org.graphrec.embedding.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts to measure with: of a file, of the POM files under a folder, or made up. */
final class Texts {

    private static final Pattern NAME = Pattern.compile("<name>(.*?)</name>", Pattern.DOTALL);
    private static final Pattern DESCRIPTION = Pattern.compile("<description>(.*?)</description>", Pattern.DOTALL);
    private static final String WORDS = "library for reading and writing data of the apache project with java api core "
            + "utilities logging server client json xml http parser module support common tests plugin maven build "
            + "database driver graph algorithms provides simple fast implementation framework annotations runtime";

    private Texts() {}

    /** {@code count} texts, those of the source over and over. */
    static List<String> of(String source, int count) {
        List<String> texts =
                source == null ? madeUp() : Files.isDirectory(Path.of(source)) ? poms(source) : lines(source);
        List<String> repeated = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            repeated.add(texts.get(i % texts.size()));
        }
        return repeated;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static List<String> poms(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".pom"))
                    .sorted()
                    .map(Texts::pom)
                    .filter(text -> text.length() > 3)
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String pom(Path file) {
        try {
            String pom = Files.readString(file, StandardCharsets.ISO_8859_1);
            return (first(NAME, pom) + ". " + first(DESCRIPTION, pom)).replaceAll("\\s+", " ");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Lengths as names and descriptions have them: many short, few very long. */
    private static List<String> madeUp() {
        Random random = new Random(42);
        List<String> words = List.of(WORDS.split(" ", -1));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            int length = (int) Math.min(200, 3 + Math.exp(2.6 + 0.8 * random.nextGaussian()));
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < length; w++) {
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
