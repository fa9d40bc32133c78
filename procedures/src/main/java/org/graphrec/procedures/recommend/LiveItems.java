// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.recommend.ServedModel;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What a model serves in one transaction: the items it was trained on, and after them those that came since and have a text, as
 * the transaction sees them. Rows of known items are those of the model. A known item without interactions whose text changed is
 * served as if it came since; a node that got the id of a known one is a new item.
 */
final class LiveItems {
    /** What calls keep for later ones; an index belongs to one model, and goes when that goes. */
    private static final Map<NodeIndex, NewTexts> KEPT = Collections.synchronizedMap(new WeakHashMap<>());

    private final TrainedModel model;
    private final NodeIndex known;
    private final KnownNodes nodes;
    private final NewTexts texts;

    /** Whether a node that came since can be served at all. */
    private final boolean servesNew;

    private final List<Long> newIds = new ArrayList<>();
    private final Map<Long, Integer> newRows = new HashMap<>();

    /** Known rows whose nodes are others today; and these and those that are served by their texts of today. */
    private final BitSet replaced = new BitSet();

    private final BitSet superseded = new BitSet();
    private final int newItems;
    private final ServedModel served;
    private boolean outdated;

    private LiveItems(Transaction transaction, TrainedModel trained, int concurrency, Monitor monitor) {
        this.model = trained;
        this.known = trained.graph().items();
        this.nodes = trained.items(transaction);
        this.texts = KEPT.computeIfAbsent(known, index -> new NewTexts());
        this.servesNew = NewTexts.servesNew(trained);
        Map<Integer, float[]> moved = texts.moved(transaction, trained, nodes);
        List<NewItem> items = new ArrayList<>();
        List<Node> found = texts.nodes(transaction, trained, nodes);
        List<NewItem> described = texts.items(transaction, found, trained);
        for (int i = 0; i < found.size(); i++) {
            long id = NodeIds.id(found.get(i));
            if (known.row(id) >= 0) {
                replaced.set(known.row(id));
            }
            add(id, described.get(i), items);
        }
        this.newItems = items.size();
        superseded.or(replaced);
        moved.keySet().stream().sorted().forEach(row -> {
            // what is known of it is its text alone
            if (!replaced.get(row) && texts.cold(trained, row)) {
                superseded.set(row);
                add(known.id(row), texts.item(known.id(row), moved.get(row), ContextRow.NONE), items);
            }
        });
        this.served = texts.served(trained, moved, items, concurrency, monitor);
    }

    private void add(long id, NewItem item, List<NewItem> items) {
        if (item != null) {
            newRows.put(id, known.size() + newIds.size());
            newIds.add(id);
            items.add(item);
        }
    }

    /** The items of a model as {@code transaction} sees them. */
    static LiveItems of(Transaction transaction, TrainedModel trained, int concurrency, Monitor monitor) {
        return new LiveItems(transaction, trained, concurrency, monitor);
    }

    /** The texts of items were read at a moment of {@code Changes}, so that those alone are looked at again that changed since. */
    static void readAt(NodeIndex items, long moment) {
        KEPT.computeIfAbsent(items, index -> new NewTexts()).readAt(moment);
    }

    /** The model over all of these items. */
    ServedModel served() {
        return served;
    }

    int size() {
        return known.size() + newIds.size();
    }

    /** How many came after the training and are served. */
    int newItems() {
        return newItems;
    }

    /** Rows of known items that must not be recommended: other rows, or none, stand for their nodes. */
    BitSet superseded() {
        return superseded;
    }

    /** Whether a node turned out to be another than the one of training: those of the next call will know it as a new item. */
    boolean outdated() {
        return outdated;
    }

    private IllegalArgumentException unknown(String parameter, Node node) {
        String label = model.graph().targetLabel();
        boolean item = label == null || node.hasLabel(Label.label(label));
        String remedy = " Train again to know it.";
        if (!item) {
            remedy = " Its items have the label `" + label + "`.";
        } else if (label != null && !model.features().isEmpty()) {
            remedy = MovedTexts.vector(node, model.features().live()) != null
                    ? " It was not in the projection that the model learned from: see `modelInfo.histories`."
                    : " It came after the training and has no vector in "
                            + model.features().blocks().stream()
                                    .map(block -> "`" + block.property() + "`")
                                    .collect(Collectors.joining(" or "))
                            + ": write one with `rec.embed.nodes.write`, or train again.";
        }
        return new IllegalArgumentException("The value of `" + parameter + "` must be of items of the model `"
                + model.name() + "` but node " + node.getElementId() + " is none." + remedy);
    }

    /** The row of a node, negative where it has none. */
    int row(Node node) {
        int row = rowById(node);
        return row < 0 || is(row, node) ? row : -1;
    }

    /**
     * The row of a node that must be an item.
     *
     * @param parameter names what has the node, in the error
     * @throws IllegalArgumentException when the node is null or no item of the model
     */
    int requireRow(String parameter, Node node) {
        if (node == null) {
            throw new IllegalArgumentException("The value of `" + parameter
                    + "` must be a node but was `null`. Match the nodes first and pass them.");
        }
        int row = row(node);
        if (row < 0) {
            throw unknown(parameter, node);
        }
        return row;
    }

    /** The same without a look at the node, whose id may have been given to it after the training. */
    int rowById(Node node) {
        long id = NodeIds.id(node);
        Integer newRow = newRows.get(id);
        int row = newRow == null ? known.row(id) : newRow;
        return row >= 0 && replaced.get(row) ? -1 : row;
    }

    /** Whether a node with the id of a row is what that row stands for. */
    boolean is(int row, Node node) {
        int trained = row < known.size() ? row : known.row(id(row));
        boolean same = trained < 0 || (row >= known.size() && replaced.get(trained)) || nodes.same(trained, node);
        if (!same && servesNew && !replaced.get(trained)) {
            outdated = true;
            texts.lookAnew();
        }
        return same;
    }

    /** The id of the node in a row. */
    long id(int row) {
        return row < known.size() ? known.id(row) : newIds.get(row - known.size());
    }
}
