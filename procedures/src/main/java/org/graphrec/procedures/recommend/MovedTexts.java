// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.changes.ChangedNodes;
import org.graphrec.procedures.changes.Changes;
import org.graphrec.procedures.live.FullRead;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.OwnChanges;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.math.Matrix;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The vectors of known items that are others than at training, as they are committed. All are looked through once; after that those
 * that changed, where the database tells which these are, and else all again when the last look is {@value #PATIENCE} times as old
 * as it took. An item that has no vector of the model's space any more keeps the one of training.
 *
 * <p>What the calling transaction itself changed does not count until it is committed.
 */
final class MovedTexts {
    private static final long PATIENCE = 200;

    /** By how much an element of a unit vector may differ without having moved. */
    private static final float TOLERANCE = 1e-5f;

    private static final Moved NONE = new Moved(Map.of(), 0, 0, 0);

    // nothing here may hold the index of the known items, by which this is kept
    private Moved last;

    /** Unit vectors by row, and when they were found: in {@link Changes#now} and in nanoseconds. */
    record Moved(Map<Integer, float[]> vectors, long moment, long at, long nanos) {}

    /** What a model has of all items was read at a moment of {@link Changes#now}. */
    synchronized void readAt(long moment) {
        last = new Moved(Map.of(), moment, System.nanoTime(), 0);
    }

    /** The rows that moved and their unit vectors: the same map as long as these are the same. */
    synchronized Map<Integer, float[]> read(Transaction transaction, TrainedModel trained, KnownNodes known) {
        if (!trained.features().isEmpty() && !OwnChanges.in(transaction)) {
            last = next(transaction, trained, known);
        }
        return last == null ? NONE.vectors() : last.vectors();
    }

    /** The same of a transaction that looks at all items now; what it changed itself counts. */
    static Map<Integer, float[]> look(Transaction transaction, TrainedModel trained, KnownNodes known) {
        Map<Integer, float[]> vectors = new HashMap<>();
        if (!trained.features().isEmpty()) {
            for (int row = 0; row < trained.graph().items().size(); row++) {
                examine(transaction, trained, known, row, vectors);
            }
        }
        return vectors;
    }

    private Moved next(Transaction transaction, TrainedModel trained, KnownNodes known) {
        Changes changes = ChangedNodes.of(transaction);
        Moved before = last;
        if (before != null && !changes.anySince(before.moment())) {
            return before;
        }
        long begin = System.nanoTime();
        long moment = changes.now();
        NodeIndex items = trained.graph().items();
        List<Integer> rows = new ArrayList<>();
        boolean listed = before != null
                && changes.forEachSince(before.moment(), id -> {
                    int row = items.row(id);
                    if (row >= 0) {
                        rows.add(row);
                    }
                });
        if (!listed && before != null && begin - before.at() < PATIENCE * before.nanos()) {
            return before;
        }
        Map<Integer, float[]> vectors = before == null ? new HashMap<>() : new HashMap<>(before.vectors());
        // what a model serves does not depend on who asks first
        boolean different = FullRead.in(transaction, () -> {
            boolean changed = false;
            for (int i = 0; i < (listed ? rows.size() : items.size()); i++) {
                int row = listed ? rows.get(i) : i;
                if (listed || before == null || changes.touchedSince(items.id(row), before.moment())) {
                    changed |= examine(transaction, trained, known, row, vectors);
                }
            }
            return changed;
        });
        long end = System.nanoTime();
        return new Moved(
                different ? Map.copyOf(vectors) : before == null ? NONE.vectors() : before.vectors(),
                moment,
                end,
                listed ? before.nanos() : end - begin);
    }

    /** Puts a row where it belongs; whether that is a change. */
    private static boolean examine(
            Transaction transaction, TrainedModel trained, KnownNodes known, int row, Map<Integer, float[]> vectors) {
        float[] now = moved(transaction, trained, known, row);
        if (now == null) {
            return vectors.remove(row) != null;
        }
        float[] before = vectors.put(row, now);
        return before == null || differ(before, 0, now);
    }

    /** The vector of a row, or null where it is that of training. */
    private static float[] moved(Transaction transaction, TrainedModel trained, KnownNodes known, int row) {
        Node node = NodeIds.find(transaction, trained.graph().items().id(row));
        String label = trained.graph().targetLabel();
        if (node == null || (label != null && !node.hasLabel(Label.label(label)))) {
            return null;
        }
        float[] vector = vector(node, trained.features().live());
        Matrix matrix = trained.features().matrix();
        return vector != null && differ(matrix.values(), matrix.offset(row), vector) && known.same(row, node)
                ? vector
                : null;
    }

    private static boolean differ(float[] values, int from, float[] vector) {
        for (int d = 0; d < vector.length; d++) {
            if (Math.abs(values[from + d] - vector[d]) > TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    /** A vector of another encoder, or of another length, is none to this model. */
    static float[] vector(Node node, LiveFeatures features) {
        try {
            return features.of(node);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
