// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphrec.procedures.cypher.Identifier;

/** What the names of labels, types and properties usually mean, by the words of seven languages. Other names decide nothing. */
final class Names {
    private static final Properties WORDS = words();
    private static final Pattern WRITTEN_BY_US = Pattern.compile("RECOMMENDED|SIMILAR.*|REC_.*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    /** What a name may mean, each a list of words. */
    enum Meaning {
        USERS,
        MAKERS,
        ITEMS,
        ATTRIBUTES,
        INTERACTIONS,
        DISLIKES,
        MAKING,
        MOMENTS,
        STRENGTHS,
        TITLES;

        @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
        private final Set<String> words = Set.copyOf(
                List.of(WORDS.getProperty(name().toLowerCase(Locale.ROOT)).split("\\s+", -1)));

        /** Whether one of the words of a name has this meaning: {@code boughtAt} is <em>bought</em> and <em>at</em>. */
        boolean of(String name) {
            String parts = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2").toLowerCase(Locale.ROOT);
            return Stream.of(parts.split("[_\\s-]+", -1))
                    .flatMap(word -> Stream.of(word, singular(word)))
                    .anyMatch(word -> !word.isEmpty() && words.contains(word));
        }

        private static String singular(String word) {
            if (word.endsWith("ies")) {
                return word.substring(0, word.length() - 3) + "y";
            }
            return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        }
    }

    private Names() {}

    private static Properties words() {
        try (var file =
                new InputStreamReader(Names.class.getResourceAsStream("words.properties"), StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(file);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What procedures write by themselves, which is the answer and not the question. */
    static boolean written(String type) {
        return WRITTEN_BY_US.matcher(type).matches();
    }

    /** A name as Cypher reads it, in quotes where it needs them. */
    static String cypher(String name) {
        return PLAIN.matcher(name).matches() ? name : Identifier.quoted(name);
    }

    /** A text as a literal of Cypher. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
