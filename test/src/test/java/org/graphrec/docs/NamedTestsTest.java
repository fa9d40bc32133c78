// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that says which test holds a promise names one that is there. */
class NamedTestsTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z0-9](?:Test|IT|Contract))\\b");

    @Test
    void theTestsThatPagesNameAreThere() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Page.ROOT)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> named = new TreeSet<>();
        for (Page page : Page.all()) {
            NAME.matcher(page.text()).results().forEach(name -> named.add(name.group(1)));
        }
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(classes);
    }

    @Test
    void everyPrincipleOfTheDesignHasATest() {
        assertThat(Page.read(Path.of("docs/design.md"))
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| principle")))
                .hasSizeGreaterThan(15)
                .allSatisfy(line -> assertThat(line).containsPattern("`\\w+(Test|IT)`|`\\.ci/guards`"));
    }
}
