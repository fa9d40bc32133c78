// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.neighbourhood.NeighbourSampler;
import org.graphrec.training.neighbourhood.NeighbourhoodModel;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What the users near one user have, read from the live graph: from the user to their items, to other users of these, and to what
 * those have. How much is read has a bound, whoever the user is; see {@link NeighbourSampler}.
 */
final class LiveNeighbourhood {
    /** Where a pattern does not tell how many items a user has, so many times more are read, to choose by what they have. */
    private static final int UNKNOWN = 2;

    private final Transaction transaction;
    private final GraphReading reading;
    private final Map<Long, Node> met = new TreeMap<>();
    private final Map<Long, Boolean> items = new HashMap<>();
    private final Map<Long, long[]> itemsOfUsers = new TreeMap<>();
    private final Map<Long, Integer> usersOfItems = new HashMap<>();
    private final NavigableSet<Long> reached = new TreeSet<>();

    private LiveNeighbourhood(Transaction transaction, GraphReading reading) {
        this.transaction = transaction;
        this.reading = reading;
    }

    /**
     * Reads it.
     *
     * @param user null for somebody who is not a node
     * @param named items that count as what the user has
     */
    static LiveNeighbourhood read(
            Transaction transaction, GraphReading reading, Node user, List<Node> named, Monitor monitor) {
        var neighbourhood = new LiveNeighbourhood(transaction, reading);
        List<Long> history = neighbourhood.history(user);
        for (Node item : named) {
            history.remove(NodeIds.id(item));
            history.add(NodeIds.id(item));
            neighbourhood.met.put(NodeIds.id(item), item);
        }
        neighbourhood.walk(
                user,
                history.subList(Math.max(0, history.size() - NeighbourSampler.OF_HISTORY), history.size()),
                monitor);
        return neighbourhood;
    }

    /** What a user likes, oldest first. */
    private List<Long> history(Node user) {
        List<Long> history = new ArrayList<>();
        if (user != null) {
            history.addAll(pairs(List.of(user)).get(0));
        }
        return history;
    }

    private void walk(Node user, List<Long> history, Monitor monitor) {
        NeighbourSampler neighbours = new NeighbourSampler();
        Map<Long, Node> others = new HashMap<>();
        List<Node> from =
                history.stream().map(met::get).filter(Objects::nonNull).toList();
        List<NavigableSet<Long>> usersOf = new ArrayList<>();
        from.forEach(item -> usersOf.add(new TreeSet<>()));
        for (InteractionReading interaction : from.isEmpty() ? List.<InteractionReading>of() : reading.interactions()) {
            monitor.assertRunning();
            List<List<Node>> found = interaction.usersOf(transaction, from, reading.users(), NeighbourSampler.OF_ITEM);
            for (int i = 0; i < from.size(); i++) {
                for (Node other : found.get(i)) {
                    if (!other.equals(user)) {
                        usersOf.get(i).add(NodeIds.id(other));
                        others.put(NodeIds.id(other), other);
                    }
                }
            }
        }
        for (int i = 0; i < from.size(); i++) {
            int all = Math.max(degree(from.get(i), false), usersOf.get(i).size());
            usersOfItems.put(NodeIds.id(from.get(i)), all);
            neighbours.add(
                    usersOf.get(i).stream().limit(NeighbourSampler.OF_ITEM).toList(), all);
        }
        Map<Long, Integer> degrees = new HashMap<>();
        neighbours.met().forEach(other -> degrees.merge(other, degree(others.get(other), true), Integer::sum));
        boolean known = degrees.values().stream().allMatch(degree -> degree > 0);
        List<Long> chosen = neighbours.likeliest(
                known ? degrees : Map.of(),
                known ? NeighbourSampler.WALKED_OVER : UNKNOWN * NeighbourSampler.WALKED_OVER);
        monitor.assertRunning();
        List<List<Long>> theirs = pairs(chosen.stream().map(others::get).toList());
        Map<Long, Integer> counted = new HashMap<>();
        Map<Long, long[]> read = new HashMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            counted.put(chosen.get(i), theirs.get(i).size());
            read.put(
                    chosen.get(i),
                    theirs.get(i).stream().mapToLong(Long::longValue).sorted().toArray());
        }
        // those that were not read have nothing here
        for (Long other : neighbours.likeliest(counted, Integer.MAX_VALUE)) {
            if (read.containsKey(other) && itemsOfUsers.size() < NeighbourSampler.WALKED_OVER) {
                itemsOfUsers.put(other, read.get(other));
                Arrays.stream(read.get(other)).forEach(reached::add);
            }
        }
    }

    /** How many relationships may be interactions; negative where it is not told without reading them, or would count others' too. */
    private int degree(Node node, boolean user) {
        if (!user && !reading.users().plain()) {
            return -1;
        }
        int sum = 0;
        for (InteractionReading interaction : reading.interactions()) {
            int degree = interaction.degree(node, user);
            if (degree < 0) {
                return -1;
            }
            sum += degree;
        }
        return sum;
    }

    /** The items that some users like, oldest first; all that are met are remembered. */
    private List<List<Long>> pairs(List<Node> users) {
        List<Node> rows = new ArrayList<>();
        Map<Long, Integer> rowOf = new HashMap<>();
        // labels are read once for each node, of which most are met again and again
        Histories histories = new Histories(
                transaction,
                reading,
                node -> rowOf.computeIfAbsent(NodeIds.id(node), id -> {
                    if (!reading.items().labelled(node)) {
                        return -1;
                    }
                    rows.add(node);
                    return rows.size() - 1;
                }));
        List<Pairs> read = histories.of(users);
        learn(rows);
        List<List<Long>> liked = new ArrayList<>();
        for (Pairs pairs : read) {
            List<Long> own = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                long id = NodeIds.id(rows.get(pairs.item(i)));
                if (items.get(id) && pairs.verdict(i) == Pairs.Verdict.LIKED) {
                    own.add(id);
                }
            }
            liked.add(own);
        }
        return liked;
    }

    /** Which of some nodes are items. */
    private void learn(List<Node> nodes) {
        List<Node> unknown = nodes.stream()
                .filter(node -> !items.containsKey(NodeIds.id(node)))
                .toList();
        Set<Node> holding = reading.items().plain()
                ? Set.copyOf(unknown)
                : new HashSet<>(reading.items().of(transaction, unknown));
        for (Node node : unknown) {
            items.put(NodeIds.id(node), holding.contains(node));
            if (holding.contains(node)) {
                met.put(NodeIds.id(node), node);
            }
        }
    }

    /** The items that were met, and these of others that are items. */
    NodeIndex items(List<Node> others) {
        learn(others);
        return new NodeIndex(met.keySet().stream().mapToLong(Long::longValue).toArray());
    }

    /** The model over some items, among them all that were met. */
    NeighbourhoodModel model(NodeIndex index) {
        int[] usersOf = new int[index.size()];
        usersOfItems.forEach((item, users) -> usersOf[index.row(item)] = users);
        int[][] rows = new int[itemsOfUsers.size()][];
        int user = 0;
        for (long[] own : itemsOfUsers.values()) {
            rows[user++] = LongStream.of(own)
                    .mapToInt(index::row)
                    .filter(row -> row >= 0)
                    .toArray();
        }
        return new NeighbourhoodModel(index.size(), rows, usersOf);
    }

    /** Whether a walk came to any item. */
    boolean isEmpty() {
        return reached.isEmpty();
    }
}
