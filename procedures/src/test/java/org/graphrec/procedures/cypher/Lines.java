// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts from a file, one a line: {@code <<0A>>} stands for that character, {@code <<(*101>>} for a text so many times. */
public final class Lines {
    private static final Pattern CHARACTER = Pattern.compile("<<([0-9A-F]{2,5})>>");
    private static final Pattern REPEATED = Pattern.compile("<<(.+?)\\*(\\d+)>>");

    private Lines() {}

    public static List<String> of(String file) throws IOException {
        try (InputStream in = Lines.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Lines::expanded)
                    .toList();
        }
    }

    private static String expanded(String line) {
        String characters = CHARACTER
                .matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(code(Integer.parseInt(found.group(1), 16))));
        return REPEATED.matcher(characters)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
    }

    private static String code(int code) {
        return code < 0x10000 ? String.valueOf((char) code) : Character.toString(code);
    }
}
