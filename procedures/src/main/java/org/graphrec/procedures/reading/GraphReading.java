// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.graph.PairRule;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * How users, items and interactions are read from the live graph: as a model learned them.
 *
 * @param source why it is believed to be that way
 * @param interactions in the order of {@link PairRule#aggregates}
 * @param rule how events become pairs
 * @param declared what a declaration says beside that
 * @param learned what training found beside that; nothing before it
 */
public record GraphReading(
        Source source,
        NodeReading users,
        NodeReading items,
        List<InteractionReading> interactions,
        PairRule rule,
        Declared declared,
        Learned learned) {

    /**
     * What a declaration says beside how the graph is read.
     *
     * @param target the interaction that is to be recommended for, or null for any: items known by others may be recommended
     * @param map as it was given to {@code rec.graph.project}; empty where there is none
     */
    public record Declared(String target, Map<String, Object> map) {
        /** What must hold of a user before anything of them is read; null where that is not declared. */
        Expression consent() {
            return map.get(DeclaredConsent.KEY) instanceof String text ? Expression.parse(text, false) : null;
        }

        /** Where there is no declaration. */
        public static final Declared NOTHING = new Declared(null, Map.of());
    }

    /**
     * What training found beside how the graph is read.
     *
     * @param leftOut nodes that could be items and were left out of the projection, where the live graph does not tell why; null
     *     where there are none
     * @param kept the projection's histories, where they are what is served from; else null
     * @param counts of pairs; null where not known
     * @param context how what else was learned from is read
     */
    public record Learned(NodeIndex leftOut, KeptHistories kept, PairCounts counts, ContextReading context) {
        /** Before training. */
        public static final Learned NOTHING = new Learned(null, null, null, ContextReading.NONE);

        public Learned {
            leftOut = leftOut == null || leftOut.size() == 0 ? null : leftOut;
        }
    }

    /** Why a reading is believed to be that of the projection. */
    public enum Source {
        /** The projection was made from the same declaration. */
        DECLARED("declared"),
        /** The configuration of a native projection, and of filters of it, says so. */
        NATIVE("native"),
        /** Read from the query of a Cypher projection, and found to give the same for all users. */
        QUERY("query"),
        /** Relationships of the projection's names, which gave the same for all users. */
        PLAIN("plain"),
        /** The histories of training are kept, since the live graph does not tell them. */
        PROJECTED("projected"),
        /** A model that an earlier version stored. */
        STORED("stored");

        private final String cypherName;

        Source(String cypherName) {
            this.cypherName = cypherName;
        }

        /** The name used in Cypher. */
        public String cypherName() {
            return cypherName;
        }
    }

    public GraphReading {
        interactions = List.copyOf(interactions);
    }

    /** A reading without a declaration, before training. */
    public GraphReading(
            Source source, NodeReading users, NodeReading items, List<InteractionReading> interactions, PairRule rule) {
        this(source, users, items, interactions, rule, Declared.NOTHING, Learned.NOTHING);
    }

    /** See {@link Declared}. */
    public String target() {
        return declared.target();
    }

    /** What must hold of a user before anything of them is read; null where that is not declared. */
    public Expression consent() {
        return declared.consent();
    }

    /** See {@link Learned}. */
    public NodeIndex leftOut() {
        return learned.leftOut();
    }

    /** See {@link Learned}. */
    public KeptHistories kept() {
        return learned.kept();
    }

    /** See {@link Learned}. */
    public PairCounts counts() {
        return learned.counts();
    }

    /** See {@link Learned}. */
    public ContextReading context() {
        return learned.context();
    }

    /** The same that also reads what else was learned from. */
    public GraphReading withContext(ContextReading other) {
        return with(new Learned(leftOut(), kept(), counts(), other));
    }

    /** The same, believed for another reason. */
    public GraphReading with(Source other) {
        return new GraphReading(other, users, items, interactions, rule, declared, learned);
    }

    /** The same with another threshold of likes. */
    public GraphReading withLikeThreshold(double threshold) {
        GraphReading changed = new GraphReading(
                source, users, items, interactions, rule.withLikeThreshold(threshold), declared, learned);
        return kept() == null ? changed : changed.keeping(kept().withLikeThreshold(threshold));
    }

    /** The same with what training found. */
    private GraphReading with(Learned other) {
        return new GraphReading(source, users, items, interactions, rule, declared, other);
    }

    /** The same that takes some nodes for none of its items. */
    public GraphReading leavingOut(NodeIndex nodes) {
        return with(new Learned(nodes, kept(), counts(), context()));
    }

    /** The same that serves from the histories of the projection. */
    public GraphReading keeping(KeptHistories histories) {
        return with(new Learned(leftOut(), histories, counts(), context()));
    }

    /** The same with what was counted. */
    public GraphReading counting(PairCounts found) {
        return with(new Learned(leftOut(), kept(), found, context()));
    }

    /** The same without what is kept of the user in a row. */
    public GraphReading withoutUser(int row) {
        return with(new Learned(
                leftOut(),
                kept() == null ? null : kept().without(row),
                counts(),
                context().withoutUser(row)));
    }

    /** Those of some nodes, all without a row, that are items which came since. */
    public List<Node> newItems(Transaction transaction, List<Node> nodes) {
        List<Node> items = nodes.stream()
                .filter(node -> leftOut() == null || leftOut().row(NodeIds.id(node)) < 0)
                .toList();
        return this.items.of(transaction, items);
    }

    /** Whether the live graph tells what happened after the training. */
    public boolean live() {
        return !interactions.isEmpty();
    }

    /** Whether weights are amounts, such as how many were bought, and no marks on a scale. */
    public boolean amounts() {
        return interactions.stream().anyMatch(InteractionReading::amount);
    }

    /** The names of all interactions. */
    public List<String> names() {
        return interactions.stream().map(InteractionReading::name).toList();
    }

    /** The relationship types that interactions go along; empty where any type may be one. */
    public List<String> types() {
        return interactions.stream().anyMatch(one -> one.types().isEmpty())
                ? List.of()
                : interactions.stream()
                        .flatMap(one -> one.types().stream())
                        .distinct()
                        .toList();
    }

    /** The bits of some interactions, all where the list is null. */
    public long kinds(List<String> chosen) {
        long bits = 0;
        for (int kind = 0; kind < interactions.size(); kind++) {
            if (chosen == null || chosen.contains(interactions.get(kind).name())) {
                bits |= 1L << Math.min(Long.SIZE - 1, kind);
            }
        }
        return chosen == null ? -1 : bits;
    }

    /** As a model's info has it: how histories are read, and what was learned from. */
    public Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("source", source.cypherName());
        info.put("interactions", names());
        info.put(
                "aggregate",
                interactions.stream().map(one -> one.aggregate().cypherName()).toList());
        info.put("target", target());
        info.put("likeThreshold", Double.isInfinite(rule.likeThreshold()) ? null : rule.likeThreshold());
        PairCounts counts = counts();
        if (counts != null) {
            info.put("likes", counts.likes());
            info.put("seen", counts.seen());
            info.put("dislikes", counts.dislikes());
            info.put("badInteractions", counts.badInteractions());
        }
        if (!context().isEmpty()) {
            info.put("context", context().info());
        }
        info.put("declaration", declared.map().isEmpty() ? null : declared.map());
        return info;
    }
}
