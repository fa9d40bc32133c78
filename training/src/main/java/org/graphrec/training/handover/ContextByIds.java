// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.graph.RelationEdges;

/**
 * Makes a context of edges that were read by ids. As in a projection, a name is a relation for each kind of nodes that it leads to: users,
 * items and what these have in common.
 */
public final class ContextByIds {
    private final long[] users;
    private final long[] items;
    private final Interactions interactions;
    private final List<Relation> relations = new ArrayList<>();
    private final List<HandedRelation> handed = new ArrayList<>();

    /**
     * Starts without relations.
     *
     * @param users ids, ascending, none of which is an item
     * @param items ids, ascending
     * @param interactions of these
     */
    public ContextByIds(long[] users, long[] items, Interactions interactions) {
        this.users = users;
        this.items = items;
        this.interactions = interactions;
    }

    /**
     * What is known of a relation beside its edges.
     *
     * @param name what the declaration calls it
     * @param ofUsers whether it begins at users, not at items
     * @param weighted whether its edges have weights
     * @param timed whether its edges have times
     * @param weight in a sum; NaN: chosen on the holdout
     */
    public record Kind(String name, boolean ofUsers, boolean weighted, boolean timed, double weight) {}

    /** Adds the edges of one name. */
    public void add(Kind kind, EdgesById edges) {
        long[] common = common(kind, edges.to());
        if (kind.ofUsers()) {
            add(kind, Relation.Ends.USER_ITEM, edges, items, false);
            add(kind, Relation.Ends.USER_USER, edges, users, false);
            add(kind, Relation.Ends.USER_NODE, edges, common, true);
        } else {
            add(kind, Relation.Ends.ITEM_ITEM, edges, items, false);
            add(kind, Relation.Ends.ITEM_NODE, edges, common, true);
        }
    }

    /**
     * The nodes that users, or items, may have in common, ascending: neither users nor items, unless most of those that the relation leads
     * to never interact with anything, as actors who have the label of users. To items, users are something in common.
     */
    private long[] common(Kind kind, long[] to) {
        boolean ofUsers = !kind.ofUsers()
                || mostlyIdle(to, users, row -> interactions.byUser().degree(row) > 0);
        boolean ofItems = mostlyIdle(to, items, row -> interactions.byItem().degree(row) > 0);
        return LongStream.of(to)
                .filter(id -> (ofUsers || row(users, id) < 0) && (ofItems || row(items, id) < 0))
                .sorted()
                .distinct()
                .toArray();
    }

    private static boolean mostlyIdle(long[] to, long[] ids, IntPredicate active) {
        int[] rows = LongStream.of(to)
                .mapToInt(id -> row(ids, id))
                .filter(row -> row >= 0)
                .distinct()
                .toArray();
        long idle = Arrays.stream(rows).filter(row -> !active.test(row)).count();
        return 2 * idle > rows.length;
    }

    private void add(Kind kind, Relation.Ends ends, EdgesById edges, long[] columns, boolean others) {
        long[] from = kind.ofUsers() ? users : items;
        RelationEdges rows = new RelationEdges(kind.weighted(), kind.timed());
        for (int edge = 0; edge < edges.size(); edge++) {
            int row = row(from, edges.from()[edge]);
            int column = row(columns, edges.to()[edge]);
            if (row >= 0 && column >= 0) {
                rows.add(row, column, edges.weights()[edge], edges.times()[edge], false);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        long[] nodes = others ? rows.compact(columns) : null;
        int width = others ? nodes.length : columns.length;
        relations.add(rows.relation(kind.name(), ends, from.length, width).withWeight(kind.weight()));
        handed.add(new HandedRelation(kind.name(), ends, nodes));
    }

    private static int row(long[] ids, long id) {
        return Arrays.binarySearch(ids, id);
    }

    /** What was added, to learn from. */
    public Context context() {
        return new Context(relations);
    }

    /** The same relations, to hand over. */
    public List<HandedRelation> relations() {
        return List.copyOf(handed);
    }
}
