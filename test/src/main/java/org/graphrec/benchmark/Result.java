// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;
import org.graphrec.data.DataException;

/**
 * What a benchmark measured on one data set, with all that is needed to measure it again. Kept in {@code test/results/NAME.json};
 * the tables of the pages come from there ({@link ResultTables}).
 *
 * @param name of the file, such as {@code amazon-beauty}
 * @param data the data set
 * @param protocol how it was split and learned from
 * @param source what was run, and where
 * @param rows in the order of the table; not empty
 */
record Result(String name, String data, Protocol protocol, Source source, List<Row> rows) {

    Result {
        rows = List.copyOf(rows);
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "The name of a result must be of lower case letters, digits and dashes but was `" + name + "`.");
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("The result `" + name + "` must have at least one row.");
        }
    }

    /**
     * What one model came to.
     *
     * @param model as the table shows it, such as {@code `auto` + text}
     * @param seeds that the figures are means over
     * @param figures by name, such as {@code HR@10}, in the order of the table
     * @param seconds of one training, wall time
     */
    record Row(String model, List<Long> seeds, Map<String, Double> figures, double seconds) {
        Row {
            seeds = List.copyOf(seeds);
            figures = new LinkedHashMap<>(figures);
        }

        @Override
        public Map<String, Double> figures() {
            return new LinkedHashMap<>(figures);
        }
    }

    /** The result of a file. */
    static Result read(Path file) {
        try {
            Map<String, Object> map = Json.readObject(Files.readString(file));
            List<Row> rows = ((List<?>) map.get("rows"))
                    .stream().map(row -> row((Map<?, ?>) row)).toList();
            return new Result(
                    (String) map.get("name"),
                    (String) map.get("data"),
                    new Protocol((String) map.get("split"), (String) map.get("protocol")),
                    new Source((String) map.get("command"), (String) map.get("commit"), (String) map.get("machine")),
                    rows);
        } catch (IOException | JsonException | ClassCastException | NullPointerException e) {
            throw new DataException("The file `" + file + "` is no result of a benchmark: " + e.getMessage(), e);
        }
    }

    private static Row row(Map<?, ?> row) {
        Map<String, Double> figures = new LinkedHashMap<>();
        ((Map<?, ?>) row.get("figures")).forEach((name, value) -> figures.put((String) name, (Double) value));
        List<Long> seeds =
                ((List<?>) row.get("seeds")).stream().map(Long.class::cast).toList();
        return new Row((String) row.get("model"), seeds, figures, (Double) row.get("seconds"));
    }

    /** Writes it into a folder, in place of what had its name. */
    void write(Path folder) {
        Path file = folder.resolve(name + ".json");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, json());
        } catch (IOException e) {
            throw new DataException("The file `" + file + "` cannot be written: " + e.getMessage(), e);
        }
    }

    /** Lines of an object, one for each of its keys and for each row, so that versions can be compared by line. */
    private String json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("data", data);
        map.put("split", protocol.split());
        map.put("protocol", protocol.learned());
        map.put("command", source.command());
        map.put("commit", source.commit());
        map.put("machine", source.machine());
        String head = map.entrySet().stream()
                .map(entry -> "  " + Json.write(entry.getKey()) + ": " + Json.write(entry.getValue()))
                .collect(Collectors.joining(",\n"));
        String body = rows.stream()
                .map(row -> {
                    Map<String, Object> cells = new LinkedHashMap<>();
                    cells.put("model", row.model());
                    cells.put("seeds", row.seeds());
                    cells.put("figures", row.figures());
                    cells.put("seconds", row.seconds());
                    return "    " + Json.write(cells);
                })
                .collect(Collectors.joining(",\n"));
        return "{\n" + head + ",\n  \"rows\": [\n" + body + "\n  ]\n}\n";
    }
}
