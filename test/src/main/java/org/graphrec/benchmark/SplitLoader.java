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
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.data.Dataset.Interaction;
import org.graphrec.data.Schema;

/** Reads the split data sets. */
final class SplitLoader {
    private static final Schema SCHEMA =
            new Schema("User", "id", "Item", "id", "title", "INTERACTED", List.of("title", "genres"));

    private final Map<Long, Set<Integer>> test = new HashMap<>();
    private final Set<Long> users = new TreeSet<>();
    private final Map<Long, Map<String, Object>> items = new TreeMap<>();
    private final List<Interaction> train = new ArrayList<>();

    private SplitLoader() {}

    /**
     * MovieLens 1M: {@code interactions.tsv} (user, item, rating, split) and {@code movies.dat}. Rows marked validation
     * join train, since rec.train withholds its own part.
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
            loader.add(Long.parseLong(cells[0]), Long.parseLong(cells[1]), cells[3].equals("test"));
        }
        return loader.dataset("ml-1m", true);
    }

    /** LightGCN's gowalla: {@code train.txt} and {@code test.txt}, a line per user with the items behind. */
    static SplitDataset gowalla(Path folder) {
        var loader = new SplitLoader();
        for (String part : List.of("train", "test")) {
            for (String line : lines(folder.resolve(part + ".txt"), StandardCharsets.UTF_8)) {
                String[] cells = line.strip().split(" +", -1);
                for (int i = 1; i < cells.length; i++) {
                    loader.add(Long.parseLong(cells[0]), Long.parseLong(cells[i]), part.equals("test"));
                }
            }
        }
        return loader.dataset("gowalla", false);
    }

    private void add(long user, long item, boolean isTest) {
        users.add(user);
        items.computeIfAbsent(item, key -> Map.of("id", key));
        if (isTest) {
            test.computeIfAbsent(user, key -> new HashSet<>()).add((int) item);
        } else {
            train.add(new Interaction(user, item, Map.of()));
        }
    }

    private SplitDataset dataset(String name, boolean text) {
        List<Map<String, Object>> rows =
                users.stream().map(user -> Map.<String, Object>of("id", user)).toList();
        return new SplitDataset(
                name, new Dataset(SCHEMA, List.of(), rows, List.copyOf(items.values()), train), test, text);
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
