package org.graphrec.procedures.recommend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graphrec.procedures.graph.NewNodes;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Popularity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The texts of items that came after a training. Vectors are read anew at every call; what was made of equal ones is kept from
 * call to call.
 */
final class NewTexts {
    /** Items kept; those of transactions that were rolled back are among them. */
    private static final int MOST_KEPT = 100_000;

    // nothing here may hold the index of the known items, by which this is kept
    private final NewNodes nodes = new NewNodes();
    private final Map<Long, NewItem> kept = new ConcurrentHashMap<>();
    private volatile BitSet cold;
    private volatile Served last;

    /** The {@code known} model, and the model that has new items beside. */
    record Served(Model known, List<NewItem> items, Model model, Popularity fallback, StackedMatrix features) {}

    /** The nodes that came since; none for a model without texts, or whose items have no label to look for. */
    List<Node> nodes(Transaction transaction, TrainedModel trained) {
        String label = trained.graph().targetLabel();
        return label == null || trained.graph().features() == null
                ? List.of()
                : trained.live()
                        .newItems(
                                transaction,
                                nodes.of(transaction, label, trained.graph().items()));
    }

    /** A node as an item, or null where it has no vector of the model's space. */
    NewItem item(Node node, TrainedModel trained) {
        float[] vector = vector(node, trained);
        if (vector == null) {
            return null;
        }
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.compute(
                NodeIds.id(node),
                (id, item) -> item != null && Arrays.equals(item.text(), vector) ? item : new NewItem(vector));
    }

    /** The model over its own and these items. */
    Served served(TrainedModel trained, List<NewItem> items, int concurrency, Monitor monitor) {
        Served served = last;
        Model model = trained.fit().model();
        if (served == null || served.known() != model || !served.items().equals(items)) {
            Popularity fallback = trained.fallback();
            if (items.isEmpty()) {
                served = new Served(
                        model,
                        items,
                        model,
                        fallback,
                        StackedMatrix.of(trained.graph().featureMatrix()));
            } else {
                NewItems more = new NewItems(trained.graph().featureMatrix(), cold(model), items);
                served = new Served(
                        model,
                        items,
                        model.with(more, concurrency, monitor),
                        fallback.with(more, concurrency, monitor),
                        more.features());
            }
            last = served;
        }
        return served;
    }

    private BitSet cold(Model model) {
        if (cold == null) {
            BitSet found = new BitSet();
            for (int item = 0; item < model.items(); item++) {
                found.set(item, model.cold(item));
            }
            cold = found;
        }
        return cold;
    }

    /** A vector of another encoder, or of another length, is none to this model. */
    private static float[] vector(Node node, TrainedModel trained) {
        try {
            return trained.liveFeatures().of(node);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
