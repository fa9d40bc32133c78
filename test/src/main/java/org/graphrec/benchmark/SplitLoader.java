// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphrec.base.Json;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.data.Dataset.Interaction;
import org.graphrec.data.Schema;

/** Reads the split data sets. */
final class SplitLoader {
    private final Map<Long, Set<Integer>> test = new HashMap<>();
    private final Set<Long> users = new TreeSet<>();
    private final Map<Long, Map<String, Object>> items = new TreeMap<>();
    private final List<Interaction> train = new ArrayList<>();
    private final List<Interaction> later = new ArrayList<>();

    private SplitLoader() {}

    /**
     * MovieLens 1M: {@code interactions.tsv} (user, item, rating, split) and {@code movies.dat}. As in Sachdeva et al.,
     * "Infinite Recommendation Networks" (2022), the validation part is history for recommending and not learnt from.
     */
    static SplitDataset movieLens1M(Path folder) {
        var loader = new SplitLoader();
        for (String line : lines(folder.resolve("movies.dat"), StandardCharsets.ISO_8859_1)) {
            String[] cells = line.split("::", -1);
            long item = Long.parseLong(cells[0]);
            loader.items.put(item, Map.of("id", item, "title", cells[1], "genres", cells[2].replace("|", ", ")));
        }
        List<String> lines = lines(folder.resolve("interactions.tsv"), StandardCharsets.UTF_8);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            long user = Long.parseLong(cells[0]);
            long item = Long.parseLong(cells[1]);
            switch (cells[3]) {
                case "test" -> loader.test(user, item);
                case "val" -> loader.add(user, item, Map.of(), loader.later);
                default -> loader.add(user, item, Map.of(), loader.train);
            }
        }
        return loader.dataset(
                "ml-1m",
                List.of("title", "genres"),
                false,
                new Protocol("inf-AE's split", "learned from train, the validation part read as history"));
    }

    /** Named splits of LightGCN and KGAT: {@code train.txt} and {@code test.txt}, one line per user, with their items behind. */
    static SplitDataset lists(String name, Path folder) {
        var loader = new SplitLoader();
        for (String part : List.of("train", "test")) {
            for (String line : lines(folder.resolve(part + ".txt"), StandardCharsets.UTF_8)) {
                String[] cells = line.strip().split(" +", -1);
                for (int i = 1; i < cells.length; i++) {
                    long user = Long.parseLong(cells[0]);
                    long item = Long.parseLong(cells[i]);
                    if (part.equals("test")) {
                        loader.test(user, item);
                    } else {
                        loader.add(user, item, Map.of(), loader.train);
                    }
                }
            }
        }
        return loader.dataset(name, List.of(), false, new Protocol("published split", "learned from train"));
    }

    /**
     * Amazon Beauty: {@code sequences.txt}, a line per user with his items in order, of which the last is the test. The one before
     * is history for recommending and not learnt from, as in the literature, or with {@code refit} learnt from as well.
     */
    static SplitDataset beauty(Path folder, boolean refit) {
        var loader = new SplitLoader();
        List<String> titles = lines(folder.resolve("items.tsv"), StandardCharsets.UTF_8);
        for (String line : titles.subList(1, titles.size())) {
            String[] cells = line.split("\t", -1);
            long item = Long.parseLong(cells[0]);
            loader.items.put(item, Map.of("id", item, "title", cells[2]));
        }
        for (String line : lines(folder.resolve("sequences.txt"), StandardCharsets.UTF_8)) {
            String[] cells = line.strip().split(" +", -1);
            long user = Long.parseLong(cells[0]);
            for (int i = 1; i < cells.length; i++) {
                long item = Long.parseLong(cells[i]);
                if (i == cells.length - 1) {
                    loader.test(user, item);
                } else {
                    boolean history = i == cells.length - 2 && !refit;
                    loader.add(user, item, Map.of("time", (long) i), history ? loader.later : loader.train);
                }
            }
        }
        return loader.dataset(
                refit ? "amazon-beauty-refit" : "amazon-beauty",
                List.of("title"),
                true,
                refit ? Protocol.LAST_ITEM_REFIT : Protocol.LAST_ITEM);
    }

    /** MovieLens 100K: {@code ratings.csv} (user, item, rating, time) and {@code items_info.json}; all of it train. */
    static SplitDataset movieLens100K(Path folder) {
        var loader = new SplitLoader();
        String json = String.join("\n", lines(folder.resolve("items_info.json"), StandardCharsets.UTF_8));
        for (Object row : (List<?>) Json.read(json)) {
            Map<?, ?> item = (Map<?, ?>) row;
            long id = Long.parseLong((String) item.get("movielens_id"));
            loader.items.put(id, Map.of("id", id, "title", text(item.get("title")), "plot", text(item.get("plot"))));
        }
        List<String> lines = lines(folder.resolve("ratings.csv"), StandardCharsets.UTF_8);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, Object> properties = Map.of("time", Long.parseLong(cells[3]));
            loader.add(Long.parseLong(cells[0]), Long.parseLong(cells[1]), properties, loader.train);
        }
        return loader.dataset("ml-100k", List.of("title", "plot"), true, new Protocol("none", "all of it is train"));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private void add(long user, long item, Map<String, Object> properties, List<Interaction> to) {
        users.add(user);
        items.computeIfAbsent(item, key -> Map.of("id", key));
        to.add(new Interaction(user, item, properties));
    }

    private void test(long user, long item) {
        users.add(user);
        items.computeIfAbsent(item, key -> Map.of("id", key));
        test.computeIfAbsent(user, key -> new HashSet<>()).add((int) item);
    }

    private SplitDataset dataset(String name, List<String> texts, boolean timed, Protocol protocol) {
        Schema schema = new Schema("User", "id", "Item", "id", texts.isEmpty() ? "id" : "title", "INTERACTED", texts);
        List<Map<String, Object>> rows =
                users.stream().map(user -> Map.<String, Object>of("id", user)).toList();
        return new SplitDataset(
                name,
                new Dataset(schema, List.of(), rows, List.copyOf(items.values()), train),
                later,
                test,
                timed,
                protocol);
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
