// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NewNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.Consent;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.recommend.ServedModel;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The texts of items that came after a training, or moved since. Vectors of new items are read anew at every call; what was made
 * of equal ones is kept from call to call.
 */
final class NewTexts {
    /** Items kept; those of transactions that were rolled back are among them. */
    private static final int MOST_KEPT = 100_000;

    private static final float[] NO_TEXT = {};

    // nothing here may hold the index of the known items, by which this is kept
    private final NewNodes nodes = new NewNodes();
    private final MovedTexts moved = new MovedTexts();
    private final Map<Long, NewItem> kept = new ConcurrentHashMap<>();
    private volatile Current current;
    private volatile BitSet cold;
    private volatile Served last;

    /** The {@code known} model, its items' vectors as they are now, the new items, and the model over all of them. */
    private record Served(Model known, Matrix matrix, List<NewItem> items, ServedModel model) {}

    /** The vectors of the known items with those that moved in their places, which cost as much memory again. */
    private record Current(Matrix trained, Map<Integer, float[]> moved, Matrix matrix) {}

    /** The nodes that came since, also in the place of known ones; none for a model that knows nothing of items but their interactions,
     * or whose items have no label to look for. */
    List<Node> nodes(Transaction transaction, TrainedModel trained, KnownNodes known) {
        String label = trained.graph().targetLabel();
        return label == null || !servesNew(trained)
                ? List.of()
                : trained.live()
                        .newItems(
                                transaction,
                                nodes.read(transaction, label, trained.graph().items(), known));
    }

    /** Whether items without interactions can be served, by their texts or attributes. */
    static boolean servesNew(TrainedModel trained) {
        return trained.graph().targetLabel() != null
                && (!trained.features().isEmpty() || trained.live().context().describesItems());
    }

    /** See {@link MovedTexts#readAt}. */
    void readAt(long moment) {
        moved.readAt(moment);
    }

    /** The next call looks for nodes that came since. */
    void lookAnew() {
        nodes.lookAnew();
    }

    /** The known items whose vectors are others than at training, by row. */
    Map<Integer, float[]> moved(Transaction transaction, TrainedModel trained, KnownNodes known) {
        return moved.read(transaction, trained, known);
    }

    /** Whether a known item had no interaction at training. */
    boolean cold(TrainedModel trained, int row) {
        return cold(trained.fit().model()).get(row);
    }

    /** The vectors of known items as they are now; null for a model without texts. */
    private Matrix matrix(TrainedModel trained, Map<Integer, float[]> movedRows) {
        Matrix matrix = trained.features().matrix();
        if (movedRows.isEmpty()) {
            current = null;
            return matrix;
        }
        Current now = current;
        if (now == null || now.trained() != matrix || now.moved() != movedRows) {
            float[] values = matrix.values().clone();
            movedRows.forEach((row, vector) -> System.arraycopy(vector, 0, values, matrix.offset(row), vector.length));
            now = new Current(matrix, movedRows, new Matrix(matrix.rows(), matrix.columns(), values));
            // the items nearest to each are looked for anew
            kept.clear();
            current = now;
        }
        return now.matrix();
    }

    /** Nodes as items, by place; null where one has neither a vector of the model's space nor an attribute that it knows. */
    List<NewItem> items(Transaction transaction, List<Node> found, TrainedModel trained) {
        NodeIndex known = trained.graph().items();
        ContextReading.Rows rows = new ContextReading.Rows(
                user -> -1, item -> known.row(NodeIds.id(item)), new Consent(transaction, trained.live())::allows);
        List<ContextRow> attributes = trained.live().context().ofNewItems(transaction, found, rows);
        List<NewItem> items = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            float[] vector = trained.features().isEmpty()
                    ? NO_TEXT
                    : MovedTexts.vector(found.get(i), trained.features().live());
            boolean attributed = !attributes.get(i).isEmpty();
            float[] own = vector == null && attributed
                    ? new float[trained.features().matrix().columns()]
                    : vector;
            boolean described = own != null && (own.length > 0 || attributed);
            items.add(described ? item(NodeIds.id(found.get(i)), own, attributes.get(i)) : null);
        }
        return items;
    }

    /** An item of a vector and what its edges lead to. */
    NewItem item(long node, float[] vector, ContextRow attributes) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.compute(
                node,
                (id, item) -> item != null
                                && Arrays.equals(item.text(), vector)
                                && item.attributes().same(attributes)
                        ? item
                        : new NewItem(vector, attributes));
    }

    /** The model over its own items, of which some moved, and these. */
    ServedModel served(
            TrainedModel trained,
            Map<Integer, float[]> movedRows,
            List<NewItem> items,
            int concurrency,
            Monitor monitor) {
        Served served = last;
        Model model = trained.fit().model();
        Matrix matrix = matrix(trained, movedRows);
        if (served == null
                || served.known() != model
                || served.matrix() != matrix
                || !served.items().equals(items)) {
            Popularity fallback = trained.fallback();
            Matrix learned = trained.features().matrix();
            Model current = matrix == learned ? model : model.withTexts(matrix);
            ServedModel all;
            if (items.isEmpty()) {
                all = new ServedModel(current, fallback, StackedMatrix.of(matrix), StackedMatrix.of(learned));
            } else {
                Matrix known = matrix == null ? new Matrix(model.items(), 0) : matrix;
                NewItems more = new NewItems(known, cold(model), items);
                StackedMatrix texts = matrix == null ? null : more.features();
                all = new ServedModel(
                        current.with(more, concurrency, monitor),
                        fallback.with(more, concurrency, monitor),
                        texts,
                        matrix == learned ? texts : new NewItems(learned, cold(model), items).features());
            }
            served = new Served(model, matrix, items, all);
            last = served;
        }
        return served.model();
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
}
