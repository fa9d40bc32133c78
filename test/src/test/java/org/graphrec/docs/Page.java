// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param path from the root of the project
 * @param text as it stands in the file
 */
public record Page(Path path, String text) {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> ELSEWHERE = Set.of("target", "src", "node_modules", "shared");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```[ \\t]*$|^ {4,}.*?$|`[^`\\n]*`");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```[ \\t]*$");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

    /** All pages, without what is built, hidden, or data of a test. */
    public static List<Page> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .filter(Page::ours)
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ours(Path path) {
        for (Path part : path) {
            if (ELSEWHERE.contains(part.toString()) || part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /** The page at a path from the root. */
    public static Page read(Path path) {
        try {
            return new Page(path, Files.readString(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its links and pictures lead, in order; what stands in code is no link. */
    List<String> links() {
        return LINK.matcher(withoutCode())
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }

    /** The file or folder that a link of this page leads to. */
    Path target(String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty()
                ? path
                : ROOT.relativize(ROOT.resolve(path).resolveSibling(file).normalize());
    }

    /** The names by which its headings are linked to, as code hosts make them. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(FENCE.matcher(text).replaceAll("")).results().forEach(heading -> {
            String words = heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
            String anchor = words.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private String withoutCode() {
        return CODE.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
    }

    /** Its sentences as a reader reads them, one paragraph or list item each: no tables, headings or code. */
    List<String> paragraphs() {
        String prose = FENCE.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("\n");
        List<String> paragraphs = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : (prose + "\n\n").split("\n", -1)) {
            boolean item = line.strip().matches("(?:[-*]|\\d+\\.) .*");
            boolean none = line.isBlank() || line.matches("(?: {4}|#|!\\[|\\s*\\|).*");
            if ((item || none) && !current.isEmpty()) {
                paragraphs.add(Prose.plain(current.toString()));
                current.setLength(0);
            }
            if (!none) {
                current.append(line.strip().replaceFirst("^(?:[-*]|\\d+\\.|>) +", ""))
                        .append(' ');
            }
        }
        return paragraphs;
    }

    /** The cells of its tables, without what is in code. */
    List<String> cells() {
        return text.lines()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Stream.of(line.split("(?<!\\\\)\\|", -1)))
                .map(Prose::plain)
                .filter(cell -> cell.contains(" "))
                .toList();
    }
}
