// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.graph.ContextRow;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * How a model's context is read from the live graph.
 *
 * @param relations in the order of the context that the model was trained with
 */
public record ContextReading(List<RelationReading> relations) {

    /** Nothing else was learned from. */
    public static final ContextReading NONE = new ContextReading(List.of());

    public ContextReading {
        relations = List.copyOf(relations);
    }

    /** True when nothing else was learned from. */
    public boolean isEmpty() {
        return relations.isEmpty();
    }

    /**
     * The rows of nodes, as a transaction sees them.
     *
     * @param users the row of a user, negative for others
     * @param items the row of an item known at training, negative for others
     * @param readable whether a node that is counted as neither, but as something that items or users have in common, may be read
     */
    public record Rows(ToIntFunction<Node> users, ToIntFunction<Node> items, Predicate<Node> readable) {}

    /** For each user and relation, the columns that the user's edges lead to; none for a null user. */
    public List<ContextRow> ofUsers(Transaction transaction, List<Node> users, Rows rows) {
        return of(transaction, users, rows, true);
    }

    /** For each item and relation, the columns that the item's edges lead to, for new items too; none for a null item. */
    public List<ContextRow> ofItems(Transaction transaction, List<Node> items, Rows rows) {
        return of(transaction, items, rows, false);
    }

    /** The same of items that came after the training; of links, whichever way they lead. */
    public List<ContextRow> ofNewItems(Transaction transaction, List<Node> items, Rows rows) {
        return new ContextReading(
                        relations.stream().map(RelationReading::bothWaysOfLinks).toList())
                .ofItems(transaction, items, rows);
    }

    private List<ContextRow> of(Transaction transaction, List<Node> nodes, Rows rows, boolean ofUsers) {
        List<Node> there = nodes.stream().filter(Objects::nonNull).toList();
        List<List<RelationRow>> byRelation = new ArrayList<>();
        for (RelationReading relation : relations) {
            byRelation.add(
                    relation.ends().fromUsers() == ofUsers
                            ? read(transaction, relation, there, rows)
                            : Collections.nCopies(there.size(), RelationRow.NONE));
        }
        List<ContextRow> context = new ArrayList<>();
        int next = 0;
        for (Node node : nodes) {
            int place = node == null ? -1 : next++;
            context.add(row(byRelation.stream()
                    .map(read -> place < 0 ? RelationRow.NONE : read.get(place))
                    .toList()));
        }
        return context;
    }

    private static ContextRow row(List<RelationRow> relations) {
        boolean weighted = relations.stream().anyMatch(relation -> relation.weights() != null);
        return new ContextRow(
                relations.stream().map(RelationRow::columns).toArray(int[][]::new),
                weighted ? relations.stream().map(RelationRow::weights).toArray(float[][]::new) : null);
    }

    /** Whether attributes of items that came after the training can be read. */
    public boolean describesItems() {
        return relations.stream().anyMatch(relation -> relation.ends().describesItems() && relation.live());
    }

    private static List<RelationRow> read(
            Transaction transaction, RelationReading relation, List<Node> nodes, Rows rows) {
        if (relation.kept() != null) {
            return nodes.stream()
                    .map(node -> relation.kept(rows.users().applyAsInt(node)))
                    .toList();
        }
        if (relation.bands() != null) {
            return nodes.stream()
                    .map(node -> new RelationRow(relation.bands().columns(node), null))
                    .toList();
        }
        if (relation.edges() == null || nodes.isEmpty()) {
            return Collections.nCopies(nodes.size(), RelationRow.NONE);
        }
        ToIntFunction<Node> columns = switch (relation.ends()) {
            case USER_USER -> rows.users();
            case USER_ITEM, ITEM_ITEM -> rows.items();
            default -> node -> rows.readable().test(node) ? relation.nodes().row(NodeIds.id(node)) : -1;
        };
        List<RelationRow.Builder> found =
                Stream.generate(RelationRow.Builder::new).limit(nodes.size()).toList();
        relation.edges().read(transaction, nodes, new InteractionReading.Sink() {
            @Override
            public void event(int row, Node node, double weight, double time, boolean like) {
                int column = columns.applyAsInt(node);
                if (column >= 0) {
                    found.get(row).add(column, weight);
                }
            }

            @Override
            public void unreadable(int row, Node node, String what, Object value) {
                // it comes as an event without a weight
            }
        });
        return found.stream().map(row -> row.build(relation.weighted())).toList();
    }

    /** The same without what is kept of the user in a row. */
    public ContextReading withoutUser(int row) {
        return new ContextReading(
                relations.stream().map(relation -> relation.withoutUser(row)).toList());
    }

    /** As a model's info has it. */
    public List<Map<String, Object>> info() {
        return relations.stream().map(RelationReading::info).toList();
    }
}
