// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;

/**
 * A graph with more than one kind of edge, from its folder.
 *
 * @param users numbers by key, in the order of the file
 * @param items likewise
 * @param pairs user and item of each interaction, by number
 * @param given what the data set withholds itself; null: to be split
 * @param context what else is known
 * @param features vectors of texts; null without
 */
record ContextData(
        Map<String, Integer> users,
        Map<String, Integer> items,
        List<int[]> pairs,
        List<int[]> given,
        Context context,
        Matrix features) {

    /** Users and artists they listen to, with the tags of artists and the friendships of users. */
    static ContextData lastfm() {
        Path folder = folder("lastfm-hin");
        return of(
                folder.resolve("user_artist.dat"),
                (users, items) -> List.of(
                        nodes("TAG", Relation.Ends.ITEM_NODE, folder.resolve("artist_tag.dat"), items),
                        friends(folder, users)));
    }

    /** All pairs of a file, with the relations of their users and items. */
    private static ContextData of(
            Path file, BiFunction<Map<String, Integer>, Map<String, Integer>, List<Relation>> relations) {
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        List<int[]> pairs = edges(file, users, true, items, true);
        return new ContextData(users, items, pairs, null, new Context(relations.apply(users, items)), null);
    }

    private static Relation friends(Path folder, Map<String, Integer> users) {
        Path file = folder.resolve("user_user(original).dat");
        return relation(
                "FRIEND", Relation.Ends.USER_USER, users.size(), users.size(), edges(file, users, false, users, false));
    }

    /** Users as items of each other: friendships alone, in both directions. */
    static ContextData friendships() {
        Path folder = folder("lastfm-hin");
        Map<String, Integer> users = new HashMap<>();
        List<int[]> pairs = edges(folder.resolve("user_user(original).dat"), users, true, users, true);
        List<int[]> selves =
                users.values().stream().map(user -> new int[] {user, user}).toList();
        return new ContextData(
                users,
                users,
                pairs,
                null,
                new Context(List.of(relation("SAME", Relation.Ends.ITEM_USER, users.size(), users.size(), selves))),
                null);
    }

    /** Users and the films they rated, with genres, and the ages and occupations of users. */
    static ContextData movieLens() {
        Path folder = folder("movielens-hin");
        return of(
                folder.resolve("user_movie.dat"),
                (users, items) -> List.of(
                        nodes("GENRE", Relation.Ends.ITEM_NODE, folder.resolve("movie_genre.dat"), items),
                        nodes("AGE", Relation.Ends.USER_NODE, folder.resolve("user_age.dat"), users),
                        nodes("OCCUPATION", Relation.Ends.USER_NODE, folder.resolve("user_occupation.dat"), users)));
    }

    /**
     * The same users and films with genres, casts and directors.
     *
     * @param texts whether films have vectors of titles and plots
     */
    static ContextData movieLens100K(boolean texts) {
        Dataset data = RatedData.load("ml-100k", folder("ml-100k"));
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        List<int[]> pairs = new ArrayList<>();
        for (Map<String, Object> item : data.items()) {
            number(items, (String) item.get("id"), true);
        }
        for (Dataset.Interaction interaction : data.interactions()) {
            pairs.add(new int[] {number(users, (String) interaction.user(), true), items.get(interaction.item())});
        }
        List<Relation> relations = new ArrayList<>();
        for (String property : List.of("genres", "cast", "directors")) {
            Map<String, Integer> nodes = new HashMap<>();
            List<int[]> edges = new ArrayList<>();
            for (Map<String, Object> item : data.items()) {
                for (String name : ((String) item.getOrDefault(property, "")).split(", *", -1)) {
                    if (!name.isBlank()) {
                        edges.add(new int[] {items.get(item.get("id")), number(nodes, name, true)});
                    }
                }
            }
            relations.add(relation(property, Relation.Ends.ITEM_NODE, items.size(), nodes.size(), edges));
        }
        return new ContextData(users, items, pairs, null, new Context(relations), texts ? vectors(data.items()) : null);
    }

    /** Purchases, with carts; one bought item a user is withheld. */
    static ContextData taobao() {
        Path folder = folder("taobao");
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        List<int[]> pairs = lists(folder.resolve("train.txt"), users, items);
        List<int[]> given = lists(folder.resolve("test.txt"), users, items);
        List<int[]> carts = lists(folder.resolve("cart.txt"), users, items);
        return new ContextData(
                users,
                items,
                pairs,
                given,
                new Context(List.of(relation("CART", Relation.Ends.USER_ITEM, users.size(), items.size(), carts))),
                null);
    }

    private static Matrix vectors(List<Map<String, Object>> items) {
        List<String> texts = items.stream()
                .map(item -> item.getOrDefault("title", "") + "\n" + item.getOrDefault("plot", ""))
                .toList();
        try (TextEncoder encoder = Encoders.bundledMiniLm(Runtime.getRuntime().availableProcessors())) {
            float[][] rows = encoder.encode(texts, EncodingMonitor.SILENT);
            Matrix matrix = new Matrix(rows.length, encoder.dimension());
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(rows[row], 0, matrix.values(), matrix.offset(row), matrix.columns());
            }
            return matrix;
        }
    }

    /** A relation to what the second column of a file names. */
    private static Relation nodes(String name, Relation.Ends ends, Path file, Map<String, Integer> rows) {
        Map<String, Integer> nodes = new HashMap<>();
        List<int[]> edges = edges(file, rows, false, nodes, true);
        return relation(name, ends, rows.size(), nodes.size(), edges);
    }

    /** A relation of these edges. */
    static Relation relation(String name, Relation.Ends ends, int rows, int columns, List<int[]> edges) {
        Csr summed = Csr.fromEdges(
                rows,
                columns,
                edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray(),
                null);
        return new Relation(name, ends, new Csr(rows, columns, summed.offsets(), summed.targets(), null));
    }

    /** The number of a key, and a new one where {@code more} may come; -1 where not. */
    private static int number(Map<String, Integer> numbers, String key, boolean more) {
        Integer number = numbers.get(key);
        if (number == null && more) {
            number = numbers.size();
            numbers.put(key, number);
        }
        return number == null ? -1 : number;
    }

    private static List<int[]> edges(
            Path file, Map<String, Integer> ones, boolean moreOnes, Map<String, Integer> others, boolean moreOthers) {
        List<int[]> edges = new ArrayList<>();
        for (String line : lines(file)) {
            String[] cells = line.strip().split("\\s+", -1);
            int one = number(ones, cells[0], moreOnes);
            int other = one < 0 ? -1 : number(others, cells[1], moreOthers);
            if (other >= 0) {
                edges.add(new int[] {one, other});
            }
        }
        return edges;
    }

    /** Lines of a user and the user's items. */
    private static List<int[]> lists(Path file, Map<String, Integer> users, Map<String, Integer> items) {
        List<int[]> edges = new ArrayList<>();
        for (String line : lines(file)) {
            String[] cells = line.strip().split("\\s+", -1);
            int user = number(users, cells[0], true);
            for (int i = 1; i < cells.length; i++) {
                edges.add(new int[] {user, number(items, cells[i], true)});
            }
        }
        return edges;
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new DataException("The file `" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path folder(String name) {
        Path folder = Path.of(System.getProperty("rec.data", "../shared/data"), name);
        if (!Files.isDirectory(folder)) {
            throw new DataException("There is no folder `" + folder + "`. Name another with -Drec.data=FOLDER.");
        }
        return folder;
    }
}
