package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.procedures.graph.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.Popularity;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What a model serves in one transaction: the items it was trained on, and after them those that came since and have a text, as
 * the transaction sees them. Rows of known items are those of the model.
 */
final class LiveItems {
    /** What calls keep for later ones; an index belongs to one model, and goes when that goes. */
    private static final Map<NodeIndex, NewTexts> KEPT = Collections.synchronizedMap(new WeakHashMap<>());

    private final NodeIndex known;
    private final List<Long> newIds;
    private final Map<Long, Integer> newRows;
    private final NewTexts.Served served;

    private LiveItems(NodeIndex known, List<Long> newIds, NewTexts.Served served) {
        this.known = known;
        this.newIds = newIds;
        this.served = served;
        this.newRows = new HashMap<>();
        for (int i = 0; i < newIds.size(); i++) {
            newRows.put(newIds.get(i), known.size() + i);
        }
    }

    /** The items of a model as {@code transaction} sees them. */
    static LiveItems of(Transaction transaction, TrainedModel trained, int concurrency, Monitor monitor) {
        NodeIndex known = trained.graph().items();
        NewTexts texts = KEPT.computeIfAbsent(known, index -> new NewTexts());
        List<Long> ids = new ArrayList<>();
        List<NewItem> items = new ArrayList<>();
        for (Node node : texts.nodes(transaction, trained)) {
            NewItem item = texts.item(node, trained);
            if (item != null) {
                ids.add(NodeIds.id(node));
                items.add(item);
            }
        }
        return new LiveItems(known, ids, texts.served(trained, items, concurrency, monitor));
    }

    /** The model over all of these items. */
    Model model() {
        return served.model();
    }

    /** What answers where nothing is known of a user. */
    Popularity fallback() {
        return served.fallback();
    }

    /** Their unit vectors, or null. */
    StackedMatrix features() {
        return served.features();
    }

    int size() {
        return known.size() + newIds.size();
    }

    /** How many came after the training and are served. */
    int newItems() {
        return newIds.size();
    }

    /** What to say of a node that is no item. */
    static IllegalArgumentException unknown(String parameter, Node node, TrainedModel model) {
        String label = model.graph().targetLabel();
        boolean item = label == null || node.hasLabel(Label.label(label));
        String remedy = " Train again to know it.";
        if (!item) {
            remedy = " Its items have the label `" + label + "`.";
        } else if (label != null && model.graph().features() != null) {
            remedy = " It came after the training and has no vector in "
                    + model.graph().features().blocks().stream()
                            .map(block -> "`" + block.property() + "`")
                            .collect(Collectors.joining(" or "))
                    + ": write one with `rec.embed.nodes.write`, or train again.";
        }
        return new IllegalArgumentException("The value of `" + parameter + "` must be of items of the model `"
                + model.name() + "` but node " + node.getElementId() + " is none." + remedy);
    }

    /** The row of a node, negative where it has none. */
    int row(Node node) {
        long id = NodeIds.id(node);
        int row = known.row(id);
        return row >= 0 || newIds.isEmpty() ? row : newRows.getOrDefault(id, -1);
    }

    /** The id of the node in a row. */
    long id(int row) {
        return row < known.size() ? known.id(row) : newIds.get(row - known.size());
    }
}
