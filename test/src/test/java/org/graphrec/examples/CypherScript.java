package org.graphrec.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cypher in files: statements end with a semicolon at the end of a line, comments fill whole lines. */
final class CypherScript {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```cypher( fails)?[ \\t]*\\n(.*?)^```");

    private CypherScript() {}

    /** The statements of a script, in order. */
    static List<String> statements(String script) {
        String code = script.replaceAll("(?m)^\\s*//.*$", "");
        return Arrays.stream(code.split(";[ \\t]*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    static List<String> statements(Path file) throws IOException {
        return statements(Files.readString(file));
    }

    /** A fenced block of Markdown; one marked {@code cypher fails} shows what the server refuses. */
    record Block(String code, boolean fails) {}

    /** The fenced cypher blocks of a Markdown text, in order. */
    static List<Block> blocks(String markdown) {
        return BLOCK.matcher(markdown)
                .results()
                .map((MatchResult match) -> new Block(match.group(2), match.group(1) != null))
                .toList();
    }
}
