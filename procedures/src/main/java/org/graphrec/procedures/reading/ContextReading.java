package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.graph.Relation;
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

    private static final int[] NO_NODES = {};

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
     */
    public record Rows(ToIntFunction<Node> users, ToIntFunction<Node> items) {}

    /** For each user and relation, the columns that the user's edges lead to; none for a null user. */
    public List<int[][]> ofUsers(Transaction transaction, List<Node> users, Rows rows) {
        return of(transaction, users, rows, true);
    }

    /** For each item and relation, the columns that the item's edges lead to, for new items too; none for a null item. */
    public List<int[][]> ofItems(Transaction transaction, List<Node> items, Rows rows) {
        return of(transaction, items, rows, false);
    }

    private List<int[][]> of(Transaction transaction, List<Node> nodes, Rows rows, boolean ofUsers) {
        List<int[][]> context = Stream.generate(() -> new int[relations.size()][])
                .limit(nodes.size())
                .toList();
        List<Node> there = new ArrayList<>();
        List<int[][]> theirs = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Arrays.fill(context.get(n), NO_NODES);
            if (nodes.get(n) != null) {
                there.add(nodes.get(n));
                theirs.add(context.get(n));
            }
        }
        for (int r = 0; r < relations.size() && !there.isEmpty(); r++) {
            RelationReading relation = relations.get(r);
            if (relation.ends().fromUsers() != ofUsers) {
                continue;
            }
            if (relation.kept() != null) {
                for (int n = 0; n < there.size(); n++) {
                    theirs.get(n)[r] = relation.kept(rows.users().applyAsInt(there.get(n)));
                }
            } else if (relation.live()) {
                read(transaction, relation, there, theirs, r, rows);
            }
        }
        return context;
    }

    /** Whether attributes of items that came after the training can be read. */
    public boolean describesItems() {
        return relations.stream().anyMatch(relation -> relation.ends() == Relation.Ends.ITEM_NODE && relation.live());
    }

    private static void read(
            Transaction transaction,
            RelationReading relation,
            List<Node> nodes,
            List<int[][]> context,
            int r,
            Rows rows) {
        if (relation.bands() != null) {
            for (int n = 0; n < nodes.size(); n++) {
                context.get(n)[r] = relation.bands().columns(nodes.get(n));
            }
            return;
        }
        ToIntFunction<Node> columns = switch (relation.ends()) {
            case USER_USER -> rows.users();
            case USER_ITEM, ITEM_ITEM -> rows.items();
            default -> node -> relation.nodes().row(NodeIds.id(node));
        };
        List<Set<Integer>> found = Stream.generate(LinkedHashSet<Integer>::new)
                .limit(nodes.size())
                .<Set<Integer>>map(set -> set)
                .toList();
        relation.edges().read(transaction, nodes, new InteractionReading.Sink() {
            @Override
            public void event(int row, Node node, double weight, double time, boolean like) {
                int column = columns.applyAsInt(node);
                if (column >= 0) {
                    found.get(row).add(column);
                }
            }

            @Override
            public void unreadable(int row, Node node, String what, Object value) {
                // edges of a context have no weights
            }
        });
        for (int n = 0; n < nodes.size(); n++) {
            context.get(n)[r] =
                    found.get(n).stream().mapToInt(Integer::intValue).sorted().toArray();
        }
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
