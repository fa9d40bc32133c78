// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every link between pages leads to a file and a heading that are there, and every page can be reached from the README. */
class LinksTest {
    private static final Path README = Path.of("README.md");
    private static final Path INDEX = Path.of("docs/README.md");

    private final List<Page> pages = Page.all();

    @Test
    void everyLinkLeadsSomewhere() {
        Map<Path, Page> byPath = pages.stream().collect(Collectors.toMap(Page::path, page -> page));
        List<String> dead = new ArrayList<>();
        for (Page page : pages) {
            for (String link : page.links()) {
                if (link.startsWith("http")) {
                    continue;
                }
                Path target = page.target(link);
                boolean anchored = link.contains("#");
                String anchor = link.replaceFirst(".*#", "");
                if (!Files.exists(Page.ROOT.resolve(target))) {
                    dead.add(page.path() + " links to " + link + ", and there is no such file");
                } else if (anchored
                        && (!byPath.containsKey(target)
                                || !byPath.get(target).anchors().contains(anchor))) {
                    dead.add(page.path() + " links to " + link + ", and the page has no such heading");
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        assertThat(unreached(README)).isEmpty();
    }

    @Test
    void everyPageOfTheDocumentationIsInItsIndex() {
        Set<Path> linked = new HashSet<>();
        Page index = Page.read(INDEX);
        index.links().forEach(link -> linked.add(index.target(link)));
        assertThat(pages.stream().map(Page::path).filter(path -> path.startsWith("docs") && !path.equals(INDEX)))
                .allSatisfy(path -> assertThat(linked).contains(path));
    }

    /** A question is one click away where the README links to its answer, and two where the index does. */
    @Test
    void tenQuestionsOfNewcomersAreTwoClicksAwayAtMost() {
        Page readme = Page.read(README);
        Page index = Page.read(INDEX);
        assertThat(readme.links()).contains(INDEX.toString());
        Matcher row = Pattern.compile("(?m)^\\| .*\\? \\| \\[.*]\\((.*)\\) \\| (\\d) \\|$")
                .matcher(index.text());
        int questions = 0;
        while (row.find()) {
            questions++;
            String fromReadme = INDEX.getParent() + "/" + row.group(1);
            assertThat(Integer.parseInt(row.group(2)))
                    .as(row.group())
                    .isEqualTo(readme.links().contains(fromReadme) ? 1 : 2);
        }
        assertThat(questions).isEqualTo(10);
    }

    @Test
    void anchorsAreMadeAsCodeHostsMakeThem() {
        Page page = new Page(
                Path.of("a.md"),
                "# Rest of the graph\n```\n# no heading\n```\n## `rec.train`, and more!\n## Rest of the graph\n");
        assertThat(page.anchors())
                .containsExactlyInAnyOrder("rest-of-the-graph", "rectrain-and-more", "rest-of-the-graph-1");
    }

    @Test
    void whatStandsInCodeIsNoLink() {
        Page page = new Page(
                Path.of("docs/a.md"), "[one](../b.md#x) `[no](c.md)`\n\n    [no](d.md)\n\n![picture](e.png)\n");
        assertThat(page.links()).containsExactly("../b.md#x", "e.png");
        assertThat(page.target("../b.md#x")).isEqualTo(Path.of("b.md"));
        assertThat(page.target("#here")).isEqualTo(Path.of("docs/a.md"));
    }

    private List<Path> unreached(Path from) {
        Map<Path, Page> open = new HashMap<>();
        pages.forEach(page -> open.put(page.path(), page));
        Deque<Path> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            Page page = open.remove(next.pop());
            if (page != null) {
                page.links().forEach(link -> {
                    Path target = page.target(link);
                    next.add(target);
                    // a folder shows its README
                    next.add(target.resolve("README.md"));
                });
            }
        }
        return List.copyOf(open.keySet());
    }
}
