package org.graphrec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.endtoend.Cypher;
import org.neo4j.driver.exceptions.Neo4jException;

/** A key of a configuration, as the procedure itself tells it when it is asked for help. */
record Key(String name, String type, String need, String meaning) {
    private static final String HEAD = "The configuration of this call has these keys.";
    private static final Pattern LINE =
            Pattern.compile("(?m)^`(\\w+)`, (.+?), (mandatory|optional|default `.*?`): (.*)$");

    static List<Key> of(Callable callable, Cypher cypher) {
        if (!callable.isConfigured()) {
            return List.of();
        }
        Neo4jException answer = cypher.failure(callable.call("{help: true}"));
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
