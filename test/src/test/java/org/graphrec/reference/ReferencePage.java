// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphrec.fixtures.Cypher;
import org.graphrec.reference.Callable.Column;

/** Writes the reference in Markdown, a section for each family of calls. */
final class ReferencePage {
    private static final String INTRODUCTION = """
            # Reference

            <!-- Written by ReferenceIT from the running server; change the code, or the files in test/src/test/resources/reference. -->

            All procedures and functions. Every `configuration` answers `{help: true}` with the keys below. An unknown key is
            refused, and the message suggests the nearest one. All problems of a call are reported together. Modes, keys and
            columns have the names of Graph Data Science where it has them: `stream` returns rows, `stats` returns statistics
            only, `mutate` adds to the projected graph, and `write` writes to the database.

            """;
    private static final String ESTIMATES = """
            An `.estimate` takes the arguments of its procedure and yields `requiredMemory`, `treeView`, `mapView`, `bytesMin`,
            `bytesMax`, `nodeCount`, `relationshipCount`, `heapPercentageMin` and `heapPercentageMax`, as in Graph Data Science.

            """;

    private final Cypher cypher;
    private final Meanings meanings;
    private final Examples examples;

    ReferencePage(Cypher cypher, Meanings meanings, Examples examples) {
        this.cypher = cypher;
        this.meanings = meanings;
        this.examples = examples;
    }

    private static final int A_PARAGRAPH = 20;

    String markdown(List<Callable> callables) {
        Map<String, List<Callable>> families = new LinkedHashMap<>();
        examples.families().forEach(family -> families.put(family, new ArrayList<>()));
        for (Callable callable : callables) {
            families.computeIfAbsent(callable.family(), family -> new ArrayList<>())
                    .add(callable);
        }
        families.values().removeIf(List::isEmpty);
        StringBuilder contents = new StringBuilder();
        int place = 0;
        for (String family : families.keySet()) {
            // in paragraphs that can be looked over
            contents.append(place == 0 ? "" : place % A_PARAGRAPH == 0 ? "\n\n" : " · ")
                    .append("[`%s`](#%s)"
                            .formatted(family, family.replace(".", "").toLowerCase(Locale.ROOT)));
            place++;
        }
        return INTRODUCTION
                + ESTIMATES
                + contents
                + "\n"
                + families.entrySet().stream()
                        .map(family -> section(family.getKey(), family.getValue()))
                        .collect(Collectors.joining());
    }

    private String section(String family, List<Callable> all) {
        List<Callable> calls = all.stream().filter(call -> !call.isEstimate()).toList();
        return "\n## " + family + "\n\n" + calls(all, calls) + configuration(calls) + columns(calls) + "\n"
                + examples.of(family) + errors(calls);
    }

    private static String calls(List<Callable> all, List<Callable> calls) {
        Set<String> estimates =
                all.stream().filter(Callable::isEstimate).map(Callable::name).collect(Collectors.toSet());
        StringBuilder table = new StringBuilder("| call | mode | does |\n|---|---|---|\n");
        for (Callable call : calls) {
            String mode = call.mode()
                    + (call.admin() ? ", administrators" : "")
                    + (estimates.contains(call.name() + ".estimate") ? ", has `.estimate`" : "");
            String arguments = call.signature().replaceFirst("\\) :: \\(.*", ")");
            table.append("| `")
                    .append(arguments)
                    .append("` | ")
                    .append(mode)
                    .append(" | ")
                    .append(cell(call.description()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private String configuration(List<Callable> calls) {
        Map<Key, Set<String>> keys = new LinkedHashMap<>();
        long configured = calls.stream().filter(Callable::isConfigured).count();
        for (Callable call : calls) {
            for (Key key : Key.of(call, cypher)) {
                keys.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(call.variant());
                meanings.requireKey(key, call.name());
            }
        }
        if (keys.isEmpty()) {
            return "";
        }
        keys.values().stream().filter(modes -> modes.size() == configured).forEach(Set::clear);
        return table(keys) + architectures(calls);
    }

    /** What the calls read where `architecture` is one of some. */
    private String architectures(List<Callable> calls) {
        Map<Key, Set<String>> keys = new LinkedHashMap<>();
        for (Callable call : calls) {
            for (Key key : Key.of(call, cypher)) {
                if (key.name().equals("architecture")) {
                    keys.putAll(Key.besides(key, call, cypher));
                }
            }
        }
        keys.keySet().forEach(key -> meanings.requireKey(key, "rec.train"));
        return keys.isEmpty()
                ? ""
                : "\nRead where `architecture` is one of those in brackets, and unknown elsewhere:\n" + table(keys);
    }

    /** A row a key, with those it is for where these are named. */
    private static String table(Map<Key, Set<String>> keys) {
        StringBuilder table = new StringBuilder("\n| key | type | default | meaning |\n|---|---|---|---|\n");
        keys.forEach((key, some) -> table.append("| `")
                .append(key.name())
                .append('`')
                .append(some.isEmpty() ? "" : " (" + String.join(", ", some) + ")")
                .append(" | ")
                .append(cell(key.type()))
                .append(" | ")
                .append(cell(key.need().replaceFirst("^default ", "").replace("optional", "-")))
                .append(" | ")
                .append(cell(key.meaning()))
                .append(" |\n"));
        return table.toString();
    }

    private String columns(List<Callable> calls) {
        Map<Column, Set<String>> columns = new LinkedHashMap<>();
        long yielding = calls.stream().filter(call -> !call.columns().isEmpty()).count();
        for (Callable call : calls) {
            for (Column column : call.columns()) {
                columns.computeIfAbsent(column, each -> new LinkedHashSet<>()).add(call.variant());
            }
        }
        if (columns.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("\n| yields | type | meaning |\n|---|---|---|\n");
        columns.forEach((column, modes) -> table.append("| `")
                .append(column.name())
                .append('`')
                .append(modes.size() == yielding ? "" : " (" + String.join(", ", modes) + ")")
                .append(" | `")
                .append(column.type())
                .append("` | ")
                .append(cell(meanings.column(calls.get(0).family(), column.name())))
                .append(" |\n"));
        return table.toString();
    }

    /** What a call answers to a graph or model that does not exist, and to a key that is nearly right. */
    private String errors(List<Callable> calls) {
        Optional<Callable> configured =
                calls.stream().filter(Callable::isConfigured).findFirst();
        if (configured.isEmpty()) {
            return "";
        }
        Callable call = configured.get();
        String slip = Key.of(call, cypher).get(0).name() + "X";
        String answers = Stream.of("{}", "{" + slip + ": 1}")
                .flatMap(configuration -> answer(call, configuration).stream())
                .collect(Collectors.joining());
        return answers.isEmpty() ? "" : "\nAnswers of `" + call.name() + "` to mistakes:\n\n" + answers;
    }

    private Optional<String> answer(Callable call, String configuration) {
        return Optional.ofNullable(cypher.failure(call.call(configuration)))
                .map(failure -> "- `" + configuration + "`: " + Key.sentence(failure.getMessage()) + "\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
