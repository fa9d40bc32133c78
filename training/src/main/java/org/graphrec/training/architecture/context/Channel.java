// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.context;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.MaskedItems;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;
import org.graphrec.training.model.Via;
import org.graphrec.training.tune.Task;

/**
 * The items that one relation of the graph leads to, as a sparse matrix [nodes, items]: from each item of the history over what
 * items have in common, or from each node that the user's own edges lead to, such as a friend.
 *
 * <p>The score of item i is the sum of E_ni over these nodes n, and what each of them adds is exact. The strongest edge has weight
 * 1. A score is 0 where no edge leads to the item.
 */
public final class Channel implements Model {
    private final Source source;
    private final Csr edges;
    private final LaterEdges later;
    private final BitSet cold;
    private final int known;
    private final int newItems;

    /**
     * Where the edges of a channel begin.
     *
     * @param relation its name
     * @param ends what it joins
     * @param index of the relation in the context
     * @param path how its edges lead from there to items
     * @param degreeExponent how much the degrees of the ends count, as a divisor
     * @param rarityExponent how much the degree of what is between counts, as a divisor
     */
    public record Source(
            String relation, Relation.Ends ends, int index, Path path, double degreeExponent, double rarityExponent) {}

    /** How edges lead to items. */
    public enum Path {
        /** To the items at the end of the relation itself: what is in the cart. */
        DIRECT,
        /** Over what is between: users who put an item into the cart, and what they bought; items with a tag. */
        SHARED;

        /** The one of a name in files and in Cypher, or empty. */
        public static Optional<Path> of(String name) {
            return Arrays.stream(values())
                    .filter(path -> path.cypherName().equals(name))
                    .findFirst();
        }

        /** Its name in files and in Cypher. */
        public String cypherName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A channel over {@code edges}.
     *
     * @param edges [items or nodes of the relation, items], targets ascending
     * @param later from what the edges of items follow that come after the training
     * @param cold the items without interactions at training
     */
    Channel(Source source, Csr edges, LaterEdges later, BitSet cold) {
        this(source, edges, later, cold, edges.columns(), 0);
    }

    private Channel(Source source, Csr edges, LaterEdges later, BitSet cold, int known, int newItems) {
        this.source = source;
        this.edges = edges;
        this.later = later;
        this.cold = (BitSet) cold.clone();
        this.known = known;
        this.newItems = newItems;
    }

    /** Fits the channel of a source to interactions and what else they know. */
    static Channel fit(Source source, Interactions interactions, Task task) {
        Relation relation = interactions.context().relations().get(source.index());
        ChannelEdges edges =
                source.path() == Path.DIRECT ? null : ChannelEdges.of(relation, interactions, task.edgesPerItem());
        return fit(List.of(source), edges, interactions, null, task).get(0);
    }

    /**
     * Fits channels of one relation, one path and one exponent of rarity.
     *
     * @param edges of the relation; null where the path is direct
     * @param wanted rows that are needed, null for all
     */
    static List<Channel> fit(
            List<Source> sources, ChannelEdges edges, Interactions interactions, BitSet wanted, Task task) {
        ChannelEdges.Scaled[] matrices = edges == null
                ? new ChannelEdges.Scaled[] {new ChannelEdges.Scaled(identity(interactions.items()), 1)}
                : edges.matrices(
                        sources.stream().mapToDouble(Source::degreeExponent).toArray(),
                        sources.get(0).rarityExponent(),
                        wanted,
                        task.options().concurrency(),
                        task.monitor().withoutProgress());
        BitSet cold = interactions.coldItems();
        Csr between = edges == null ? null : edges.between();
        return IntStream.range(0, matrices.length)
                .mapToObj(i -> new Channel(
                        sources.get(i), matrices[i].edges(), later(sources.get(i), matrices[i].unit(), between), cold))
                .toList();
    }

    private static LaterEdges later(Source source, float unit, Csr between) {
        return switch (source.ends()) {
            case ITEM_NODE -> new LaterEdges(unit, between);
            case ITEM_ITEM -> new LaterEdges(unit, null);
            default -> LaterEdges.NONE;
        };
    }

    /** The same fitted to other interactions with the same items. */
    Channel refitted(Interactions interactions, Task task) {
        return owesToInteractions()
                ? fit(source, interactions, task)
                : new Channel(source, edges, later, interactions.coldItems());
    }

    /** Whether its edges lead over what users did; those of attributes and links do not. */
    private boolean owesToInteractions() {
        return source.path() == Path.SHARED
                && source.ends() != Relation.Ends.ITEM_NODE
                && source.ends() != Relation.Ends.ITEM_ITEM;
    }

    @Override
    public Optional<Model> withoutInteractionsOf(BitSet items) {
        return Optional.of(owesToInteractions() ? new MaskedItems(this, items) : this);
    }

    private static Csr identity(int size) {
        int[] offsets = new int[size + 1];
        int[] targets = new int[size];
        for (int i = 0; i < size; i++) {
            offsets[i + 1] = i + 1;
            targets[i] = i;
        }
        return new Csr(size, size, offsets, targets, null);
    }

    /** From what the edges of later items follow. */
    LaterEdges later() {
        return later;
    }

    /** Where its edges begin. */
    public Source source() {
        return source;
    }

    /** The edges: row n holds those from node n to items. */
    public Csr edges() {
        return edges;
    }

    @Override
    public String architecture() {
        return ContextArchitecture.NAME;
    }

    @Override
    public int items() {
        return known + newItems;
    }

    private boolean ofUsers() {
        return source.ends().fromUsers();
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        Arrays.fill(scores, 0, items(), 0);
        if (ofUsers()) {
            int[] nodes = history.context(source.index());
            for (int i = 0; i < nodes.length; i++) {
                addEdges(nodes[i], history.contextWeight(source.index(), i), scores);
            }
        } else {
            for (int i = 0; i < history.size(); i++) {
                int item = Require.index("item", history.item(i), items());
                addEdges(item, HistoryWeighting.NONE.weight(history, i), scores);
            }
        }
    }

    private void addEdges(int node, float weight, float[] scores) {
        if (node >= edges.rows()) {
            return;
        }
        int end = edges.offsets()[node + 1];
        for (int edge = edges.offsets()[node]; edge < end; edge++) {
            scores[edges.targets()[edge]] += weight * edges.weight(edge);
        }
    }

    private float edge(int node, int item) {
        if (node >= edges.rows()) {
            return 0;
        }
        int edge = Arrays.binarySearch(edges.targets(), edges.offsets()[node], edges.offsets()[node + 1], item);
        return edge < 0 ? 0 : edges.weight(edge);
    }

    @Override
    public Parts parts(History history) {
        return new Parts() {
            @Override
            public double[] of(int item) {
                Require.index("item", item, items());
                double[] parts = new double[history.evidence()];
                if (ofUsers()) {
                    int[] nodes = history.context(source.index());
                    int first = history.firstOf(source.index());
                    for (int i = 0; i < nodes.length; i++) {
                        parts[first + i] = history.contextWeight(source.index(), i) * edge(nodes[i], item);
                    }
                } else {
                    for (int i = 0; i < history.size(); i++) {
                        parts[i] = HistoryWeighting.NONE.weight(history, i) * edge(history.item(i), item);
                    }
                }
                return parts;
            }

            @Override
            public void narrow(BitSet items) {
                BitSet reached = new BitSet(items());
                int[] nodes = ofUsers() ? history.context(source.index()) : history.items();
                for (int node : nodes) {
                    if (node < edges.rows()) {
                        Arrays.stream(edges.targets(), edges.offsets()[node], edges.offsets()[node + 1])
                                .forEach(reached::set);
                    }
                }
                items.and(reached);
            }
        };
    }

    @Override
    public List<Via> contextContributions(History history, int item) {
        return ofUsers()
                ? List.of()
                : List.of(new Via(source.index(), Arrays.copyOf(parts(history).of(item), history.size())));
    }

    /** New items have the edges that their attributes and links make. */
    @Override
    public Model with(NewItems more, int concurrency, Monitor monitor) {
        return new Channel(source, later.added(source, edges, more), later, cold, known, more.size());
    }

    /** Removes what the user has, which would otherwise count as a friend's, or as that of somebody who is followed. */
    @Override
    public Model withoutUser(int user, int self) {
        Csr without = source.ends() == Relation.Ends.USER_USER
                ? edges.withoutRow(user)
                : source.ends() == Relation.Ends.ITEM_USER && self >= 0 ? edges.withEmptyRow(self) : edges;
        return without == edges ? this : new Channel(source, without, later, cold, known, newItems);
    }

    /** Two items are as alike as what they have in common makes them. */
    @Override
    public float similarity(int one, int other) {
        boolean betweenItems = !ofUsers() || source.ends() == Relation.Ends.USER_ITEM;
        return betweenItems ? Math.max(edge(one, other), edge(other, one)) : Model.super.similarity(one, other);
    }

    /** A number for its relation and path. */
    @Override
    public int topic() {
        return 2 * source.index() + (source.path() == Path.DIRECT ? 0 : 1);
    }

    @Override
    public boolean cold(int item) {
        return Require.index("item", item, items()) >= known || cold.get(item);
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("relation", source.relation());
        map.put("path", source.path().cypherName());
        map.put("degreeExponent", source.degreeExponent());
        map.put("rarityExponent", source.rarityExponent());
        return map;
    }
}
