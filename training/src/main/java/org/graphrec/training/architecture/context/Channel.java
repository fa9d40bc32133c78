// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.context;

import java.util.ArrayList;
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
    private final double unit;
    private final BitSet cold;
    private final int known;
    private final int newItems; // to which edges of links alone lead

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
     * @param unit what the weights of edges were divided by; NaN where that is not known, and links of new items are not followed
     * @param cold the items without interactions at training
     */
    public Channel(Source source, Csr edges, double unit, BitSet cold) {
        this(source, edges, unit, cold, edges.columns(), 0);
    }

    private Channel(Source source, Csr edges, double unit, BitSet cold, int known, int newItems) {
        this.source = source;
        this.edges = edges;
        this.unit = unit;
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
        return IntStream.range(0, matrices.length)
                .mapToObj(i -> new Channel(sources.get(i), matrices[i].edges(), matrices[i].unit(), cold))
                .toList();
    }

    /** The same fitted to other interactions with the same items. */
    Channel refitted(Interactions interactions, Task task) {
        return owesToInteractions()
                ? fit(source, interactions, task)
                : new Channel(source, edges, unit, interactions.coldItems());
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

    /** What the weights of its edges were divided by; NaN where that is not known. */
    public double unit() {
        return unit;
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

    /** New items have the edges that their links to known ones make, which count as at training; others have no edges yet. */
    @Override
    public Model with(NewItems more, int concurrency, Monitor monitor) {
        boolean links = source.ends() == Relation.Ends.ITEM_ITEM && unit > 0;
        return new Channel(source, links ? linked(more) : edges, unit, cold, known, more.size());
    }

    private Csr linked(NewItems more) {
        List<List<Integer>> targets = new ArrayList<>();
        List<List<Float>> weights = new ArrayList<>();
        for (int item = 0; item < known + more.size(); item++) {
            targets.add(new ArrayList<>());
            weights.add(new ArrayList<>());
        }
        for (int item = 0; item < known; item++) {
            for (int edge = edges.offsets()[item]; edge < edges.offsets()[item + 1]; edge++) {
                targets.get(item).add(edges.targets()[edge]);
                weights.get(item).add(edges.weight(edge));
            }
        }
        for (int i = 0; i < more.size(); i++) {
            int[] links = more.attributes(i).nodes(source.index());
            for (int l = 0; l < links.length; l++) {
                int other = Require.index("item", links[l], known);
                double weight = more.attributes(i).weight(source.index(), l) / unit;
                int degree = Math.max(1, edges.degree(other));
                targets.get(other).add(known + i);
                weights.get(other).add((float) (weight * scale(degree, links.length)));
                targets.get(known + i).add(other);
                weights.get(known + i).add((float) (weight * scale(links.length, degree)));
            }
        }
        int[] offsets = new int[targets.size() + 1];
        for (int item = 0; item < targets.size(); item++) {
            offsets[item + 1] = offsets[item] + targets.get(item).size();
        }
        float[] all = new float[offsets[targets.size()]];
        for (int item = 0; item < targets.size(); item++) {
            for (int i = 0; i < weights.get(item).size(); i++) {
                all[offsets[item] + i] = weights.get(item).get(i);
            }
        }
        return new Csr(
                targets.size(),
                targets.size(),
                offsets,
                targets.stream().flatMapToInt(row -> row.stream().mapToInt(Integer::intValue)).toArray(),
                all);
    }

    /** From an item with so many links to one with so many. */
    private double scale(int from, int to) {
        return Math.pow(from, -source.rarityExponent()) * Math.pow(to, -source.degreeExponent());
    }

    /** Removes what the user has, which would otherwise count as a friend's, or as that of somebody who is followed. */
    @Override
    public Model withoutUser(int user, int self) {
        Csr without = source.ends() == Relation.Ends.USER_USER
                ? edges.withoutRow(user)
                : source.ends() == Relation.Ends.ITEM_USER && self >= 0 ? edges.withEmptyRow(self) : edges;
        return without == edges ? this : new Channel(source, without, unit, cold, known, newItems);
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
