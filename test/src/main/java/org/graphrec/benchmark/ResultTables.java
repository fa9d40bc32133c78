// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a page that come from results. Between {@code <!-- results: NAMES -->} and {@code <!-- end -->} stands a table of
 * the results of these names, apart by commas; between {@code <!-- sources: NAMES -->} and {@code <!-- end -->} their protocols and
 * commands.
 */
final class ResultTables {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (results|sources): ([a-z0-9, -]+) -->\n.*?<!-- end -->", Pattern.DOTALL);

    private final Map<String, Result> results;

    /** Of results by name. */
    ResultTables(Map<String, Result> results) {
        this.results = Map.copyOf(results);
    }

    /**
     * A page with its tables written anew.
     *
     * @throws IllegalArgumentException when it names a result that is not there
     */
    String written(String page) {
        return BLOCK.matcher(page).replaceAll(block -> Matcher.quoteReplacement(block(block)));
    }

    /** The names of the results that a page has, as a table or as sources. */
    static Set<String> named(String page) {
        return BLOCK.matcher(page)
                .results()
                .flatMap(ResultTables::names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(MatchResult block) {
        return Stream.of(block.group(2).split(",", -1)).map(String::strip);
    }

    private String block(MatchResult block) {
        List<Result> named = names(block).map(this::result).toList();
        boolean table = block.group(1).equals("results");
        return "<!-- " + block.group(1) + ": " + block.group(2) + " -->\n"
                + (table
                        ? table(named)
                        : named.stream().map(ResultTables::source).collect(Collectors.joining()))
                + "<!-- end -->";
    }

    private Result result(String name) {
        Result result = results.get(name);
        if (result == null) {
            throw new IllegalArgumentException("There is no result `" + name + "` among "
                    + new TreeSet<>(results.keySet()) + ". Run the benchmark that writes it.");
        }
        return result;
    }

    private static String table(List<Result> named) {
        int columns = named.stream()
                .flatMap(result -> result.rows().stream())
                .mapToInt(row -> row.figures().size())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder(
                "| data | model |" + " |".repeat(columns) + " fit |\n|---|---|" + "---|".repeat(columns) + "---|\n");
        for (Result result : named) {
            String data = result.data() + " (" + result.protocol().split() + "; "
                    + result.protocol().learned() + ")";
            for (Result.Row row : result.rows()) {
                table.append("| ")
                        .append(data)
                        .append(" | ")
                        .append(row.model())
                        .append(" |");
                row.figures()
                        .forEach((name, value) -> table.append(' ')
                                .append(name)
                                .append(' ')
                                .append(decimals(value))
                                .append(" |"));
                table.append(" |".repeat(columns - row.figures().size()))
                        .append(String.format(Locale.ROOT, " %.0f s |%n", row.seconds()));
                data = "";
            }
        }
        return table.toString().replace("|  |", "| |");
    }

    private static String source(Result result) {
        return String.format(
                Locale.ROOT,
                "- %s: %s; %s. %s. Commit %s; %s.%n  `%s`%n",
                result.name(),
                result.protocol().split(),
                result.protocol().learned(),
                seeds(result),
                result.source().commit(),
                result.source().machine(),
                result.source().command());
    }

    /** The seeds of each group of rows that has the same. */
    private static String seeds(Result result) {
        Map<List<Long>, List<String>> models = new LinkedHashMap<>();
        for (Result.Row row : result.rows()) {
            models.computeIfAbsent(row.seeds(), key -> new ArrayList<>()).add(row.model());
        }
        return models.entrySet().stream()
                .map(entry -> (entry.getKey().size() == 1 ? "Seed " : "Mean of the seeds ")
                        + entry.getKey().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + (models.size() == 1 ? "" : " for " + String.join(", ", entry.getValue())))
                .collect(Collectors.joining("; "));
    }

    /** Four digits, without the 0 before the point. */
    private static String decimals(double value) {
        String digits = String.format(Locale.ROOT, "%.4f", value);
        return digits.startsWith("0.") ? digits.substring(1) : digits;
    }
}
