// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cypher in files: statements end with a semicolon at the end of a line, comments fill whole lines. */
public final class CypherScript {
    private static final Pattern BLOCK = Pattern.compile(
            "(?ms)^```cypher( fails)?[ \\t]*\\n(.*?)^```[ \\t]*\\n(?:\\n<!-- output -->\\n(.*?)<!-- end -->)?");

    private CypherScript() {}

    /** The statements of a script, in order. */
    public static List<String> statements(String script) {
        String code = script.replaceAll("(?m)^\\s*//.*$", "");
        return Arrays.stream(code.split(";[ \\t]*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** The statements of a file, in order. */
    public static List<String> statements(Path file) throws IOException {
        return statements(Files.readString(file));
    }

    /**
     * A fenced block of Markdown.
     *
     * @param code one or more statements
     * @param fails whether it is marked {@code cypher fails}: it shows what the server refuses
     * @param output the table of the last statement's rows that stands below it, or null
     * @param from where the output begins in the page, or -1
     */
    public record Block(String code, boolean fails, String output, int from) {}

    /** The fenced cypher blocks of a Markdown text, in order. */
    public static List<Block> blocks(String markdown) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            blocks.add(new Block(block.group(2), block.group(1) != null, block.group(3), block.start(3)));
        }
        return blocks;
    }
}
