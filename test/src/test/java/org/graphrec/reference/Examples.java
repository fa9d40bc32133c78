// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An example for each family of calls, in the order in which they run and in which the reference has them. */
final class Examples {
    private static final Path FILE = Path.of("src/test/resources/reference/examples.cypher");

    private static final String FAILS = "// fails\n";

    private final Map<String, String> byFamily = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Examples() {
        String[] sections;
        try {
            sections = Files.readString(FILE).split("(?m)^// ## ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 1; i < sections.length; i++) {
            String[] parts = sections[i].split("\n", 2);
            byFamily.put(parts[0].strip(), parts[1].strip());
        }
    }

    Set<String> families() {
        return byFamily.keySet();
    }

    /** A fenced block; one that the server of the tests must refuse, since its operator set nothing, is marked. */
    String of(String family) {
        if (!byFamily.containsKey(family)) {
            problems.add("Add a section `// ## " + family + "` with an example to " + FILE + ".");
        }
        String example = byFamily.getOrDefault(family, "");
        return example.startsWith(FAILS)
                ? "This needs a folder or an address that the operator sets. Without it, the call fails and says so:\n\n```cypher fails\n"
                        + example.substring(FAILS.length()) + "\n```\n"
                : "```cypher\n" + example + "\n```\n";
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
