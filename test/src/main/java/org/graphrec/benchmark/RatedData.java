// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.data.Dataset.Interaction;
import org.graphrec.data.MovieLensLoader;
import org.graphrec.data.Schema;

/** Reads data sets with ratings or an order, and texts. */
final class RatedData {
    private static final Schema ITEMS = new Schema("User", "id", "Item", "id", "title", "RATED", List.of("title"));

    /** A line of {@code items_info.json}, which has one property on each. */
    private static final Pattern PROPERTY = Pattern.compile("\\s*\"(\\w+)\": \"(.*)\",?");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private final Map<String, Map<String, Object>> items = new TreeMap<>();
    private final Map<String, Map<String, Object>> users = new TreeMap<>();
    private final List<Interaction> interactions = new ArrayList<>();

    private RatedData() {}

    /** The data set of that name, from its folder. */
    static Dataset load(String name, Path folder) {
        var data = new RatedData();
        switch (name) {
            case "ml-100k" -> data.movieLens100K(folder);
            case "ml-1m" -> data.movieLens1M(folder);
            case "amazon-beauty" -> data.beauty(folder);
            case "ml-latest-small" -> {
                return new MovieLensLoader(folder).load();
            }
            default ->
                throw new DataException("There is no reader for `" + name
                        + "`: the data sets are ml-100k, ml-1m, amazon-beauty and ml-latest-small.");
        }
        return data.dataset(
                name.equals("ml-100k")
                        ? List.of("title", "genres", "plot", "directors")
                        : name.equals("ml-1m") ? List.of("title", "genres") : List.of("title"));
    }

    private void movieLens100K(Path folder) {
        Map<String, Object> item = new HashMap<>();
        for (String line : lines(folder.resolve("items_info.json"), StandardCharsets.UTF_8)) {
            Matcher property = PROPERTY.matcher(line);
            if (property.matches()) {
                item.put(property.group(1), unescaped(property.group(2)));
            } else if (line.strip().startsWith("}")) {
                String id = (String) item.get("movielens_id");
                item.keySet().retainAll(List.of("title", "genres", "plot", "directors", "cast", "year"));
                item.put("id", id);
                items.put(id, item);
                item = new HashMap<>();
            }
        }
        for (String[] cells : cells(folder.resolve("ratings.csv"), ",")) {
            add(cells[0], cells[1], Map.of("rating", Double.valueOf(cells[2]), "time", Long.valueOf(cells[3])));
        }
    }

    private void movieLens1M(Path folder) {
        for (String line : lines(folder.resolve("movies.dat"), StandardCharsets.ISO_8859_1)) {
            String[] cells = line.split("::", -1);
            items.put(cells[0], Map.of("id", cells[0], "title", cells[1], "genres", cells[2].replace("|", ", ")));
        }
        for (String[] cells : cells(folder.resolve("interactions.tsv"), "\t")) {
            add(cells[0], cells[1], Map.of("rating", Double.valueOf(cells[2])));
        }
    }

    /** The time is the place in the user's sequence. */
    private void beauty(Path folder) {
        for (String[] cells : cells(folder.resolve("items.tsv"), "\t")) {
            items.put(cells[0], Map.of("id", cells[0], "title", cells[2]));
        }
        for (String line : lines(folder.resolve("sequences.txt"), StandardCharsets.UTF_8)) {
            String[] cells = line.strip().split(" ", -1);
            for (int i = 1; i < cells.length; i++) {
                add(cells[0], cells[i], Map.of("time", (long) i));
            }
        }
    }

    private void add(String user, String item, Map<String, Object> properties) {
        users.computeIfAbsent(user, id -> Map.of("id", id));
        items.computeIfAbsent(item, id -> Map.of("id", id));
        interactions.add(new Interaction(user, item, properties));
    }

    private Dataset dataset(List<String> texts) {
        Schema schema = new Schema(
                ITEMS.userLabel(),
                ITEMS.userKey(),
                ITEMS.itemLabel(),
                ITEMS.itemKey(),
                ITEMS.itemName(),
                ITEMS.relationshipType(),
                texts);
        return new Dataset(schema, List.of(), List.copyOf(users.values()), List.copyOf(items.values()), interactions);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).length() > 1
                                ? String.valueOf(
                                        (char) Integer.parseInt(match.group(1).substring(1), 16))
                                : match.group(1).replace('n', ' ').replace('t', ' ')));
    }

    /** The cells of each line but the header. */
    private static List<String[]> cells(Path file, String separator) {
        List<String> lines = lines(file, StandardCharsets.UTF_8);
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(separator, -1))
                .toList();
    }

    private static List<String> lines(Path file, Charset charset) {
        try {
            return Files.readAllLines(file, charset).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new DataException("The file `" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }
}
