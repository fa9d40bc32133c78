// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages say what the benchmarks measured. {@code -Drec.update=true} writes their tables anew. */
class ResultTablesTest {
    private static final Path RESULTS = Path.of("results");
    private static final List<Path> PAGES =
            List.of(Path.of("../README.md"), Path.of("../docs/figures.md"), Path.of("../docs/how-to/gds.md"));

    @TempDir
    Path folder;

    @Test
    void tablesOfThePagesAreThoseOfTheResults() throws IOException {
        var tables = new ResultTables(kept());
        for (Path page : PAGES) {
            String text = Files.readString(page);
            String written = tables.written(text);
            if (Boolean.getBoolean("rec.update")) {
                Files.writeString(page, written);
            } else {
                assertThat(text)
                        .as("%s differs from test/results; -Drec.update=true writes its tables anew", page)
                        .isEqualTo(written);
            }
        }
    }

    @Test
    void everyResultIsOnAPageWithItsSource() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (Path page : PAGES) {
            named.addAll(ResultTables.named(Files.readString(page)));
        }
        assertThat(kept().keySet()).isSubsetOf(named);
    }

    @Test
    void writesATableAndItsSources() {
        String page = """
                before
                <!-- results: small, smaller -->
                old
                <!-- end -->
                between
                <!-- sources: small -->
                <!-- end -->
                after
                """;
        assertThat(new ResultTables(Map.of("small", small("small"), "smaller", small("smaller"))).written(page))
                .isEqualTo("""
                        before
                        <!-- results: small, smaller -->
                        | data | model | | | fit |
                        |---|---|---|---|---|
                        | toy (last item; learned from the rest) | `auto` | HR@10 .5000 | NDCG@10 1.0000 | 12 s |
                        | | `ease` | HR@10 .2500 | | 3 s |
                        | toy (last item; learned from the rest) | `auto` | HR@10 .5000 | NDCG@10 1.0000 | 12 s |
                        | | `ease` | HR@10 .2500 | | 3 s |
                        <!-- end -->
                        between
                        <!-- sources: small -->
                        - small: last item; learned from the rest. Mean of the seeds 1, 2 for `auto`; Seed 1 for `ease`. Commit abc; 2 cores.
                          `mvn verify`
                        <!-- end -->
                        after
                        """);
    }

    @Test
    void refusesAResultThatIsNotThere() {
        assertThatThrownBy(() -> new ResultTables(Map.of()).written("<!-- results: none -->\n<!-- end -->"))
                .hasMessageContaining("`none`");
    }

    @Test
    void isReadAsItWasWritten() {
        small("small").write(folder);
        assertThat(Result.read(folder.resolve("small.json"))).isEqualTo(small("small"));
    }

    private static Result small(String name) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("HR@10", 0.5);
        figures.put("NDCG@10", 1.0);
        return new Result(
                name,
                "toy",
                new Protocol("last item", "learned from the rest"),
                new Source("mvn verify", "abc", "2 cores"),
                List.of(
                        new Result.Row("`auto`", List.of(1L, 2L), figures, 12.3),
                        new Result.Row("`ease`", List.of(1L), Map.of("HR@10", 0.25), 3)));
    }

    private static Map<String, Result> kept() throws IOException {
        Map<String, Result> results = new TreeMap<>();
        if (Files.isDirectory(RESULTS)) {
            try (Stream<Path> files = Files.list(RESULTS)) {
                files.map(Result::read).forEach(result -> results.put(result.name(), result));
            }
        }
        return results;
    }
}
