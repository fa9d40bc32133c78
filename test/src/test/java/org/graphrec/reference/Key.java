// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.fixtures.Cypher;
import org.neo4j.driver.exceptions.Neo4jException;

/** A key of a configuration, as the procedure itself tells it when it is asked for help. */
record Key(String name, String type, String need, String meaning) {
    private static final String HEAD = "The configuration of this call has these keys.";
    private static final Pattern LINE =
            Pattern.compile("(?m)^`(\\w+)`, (.+?), (mandatory|optional|default `.*?`): (.*)$");

    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    static List<Key> of(Callable callable, Cypher cypher) {
        return callable.isConfigured() ? of(callable, "{help: true}", cypher) : List.of();
    }

    /** What a call reads besides where this key has one of its words, and where it has which. */
    static Map<Key, Set<String>> besides(Key choice, Callable callable, Cypher cypher) {
        List<Key> usual = of(callable, cypher);
        Map<Key, Set<String>> besides = new LinkedHashMap<>();
        WORD.matcher(choice.type()).results().map(word -> word.group(1)).forEach(word -> {
            List<Key> keys =
                    new ArrayList<>(of(callable, "{help: true, " + choice.name() + ": '" + word + "'}", cypher));
            keys.removeAll(usual);
            keys.forEach(key ->
                    besides.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(word));
        });
        return besides;
    }

    private static List<Key> of(Callable callable, String configuration, Cypher cypher) {
        Neo4jException answer = cypher.failure(callable.call(configuration));
        assertThat(answer)
                .as("%s reads its configuration first, and ends the reading with Config.check", callable.name())
                .isNotNull()
                .hasMessageContaining(HEAD);
        return LINE.matcher(answer.getMessage())
                .results()
                .map(line -> new Key(line.group(1), line.group(2), line.group(3), line.group(4)))
                .toList();
    }

    /** A message of ours without what Neo4j says around it. */
    static String sentence(String message) {
        Matcher cause = Pattern.compile("(?s).*Caused by: [\\w.]+: (.*)").matcher(message);
        return (cause.matches() ? cause.group(1) : message).strip();
    }
}
