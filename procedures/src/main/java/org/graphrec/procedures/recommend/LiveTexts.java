// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The vectors that items have in the live graph, for a call without a model.
 *
 * @param selection which properties
 * @param named whether the call names them; else those that no item has as a vector of one encoder are left out
 */
record LiveTexts(FeatureSelection selection, boolean named) {

    /** Whether there is nothing to look for. */
    boolean isEmpty() {
        return selection.properties().isEmpty();
    }

    /** Of more items, so many are read that lie evenly between all. */
    private static final int ITEMS = 10_000;

    /** The items whose vectors are read where not all of them are needed, ascending. */
    NodeIndex some(Transaction transaction, NodeReading items, Monitor monitor) {
        if (isEmpty()) {
            return new NodeIndex(new long[0]);
        }
        SpreadNodes all = SpreadNodes.of(items.labelled(transaction), monitor);
        List<Node> nodes = all.between(transaction, 0, Math.min(ITEMS, all.size()));
        return new NodeIndex(SpreadNodes.ids(items.of(transaction, nodes).iterator(), monitor));
    }

    /**
     * Reads them.
     *
     * @param read the items whose vectors are read; other rows are zero
     * @throws IllegalArgumentException naming a property that no item has as a vector, or that several encoders wrote
     */
    ItemFeatures read(Transaction transaction, NodeIndex items, NodeIndex read, RunningCall call) {
        List<LiveFeatures.Block> blocks = new ArrayList<>();
        for (int p = 0; p < selection.properties().size(); p++) {
            LiveFeatures.Block block = block(
                    transaction,
                    read,
                    selection.properties().get(p),
                    selection.weights().get(p),
                    call);
            if (block != null) {
                blocks.add(block);
            }
        }
        if (blocks.isEmpty()) {
            return ItemFeatures.NONE;
        }
        LiveFeatures live = new LiveFeatures(blocks);
        call.reserve((long) Float.BYTES * items.size() * live.dimension());
        Matrix matrix = new Matrix(items.size(), live.dimension());
        for (int i = 0; i < read.size(); i++) {
            call.assertRunning();
            int row = items.row(read.id(i));
            Node node = NodeIds.find(transaction, read.id(i));
            float[] vector = node == null ? null : MovedTexts.vector(node, live);
            if (vector != null && row >= 0) {
                System.arraycopy(vector, 0, matrix.values(), matrix.offset(row), vector.length);
            }
        }
        return new ItemFeatures(live, matrix);
    }

    /** The columns of a property, as long as the vector of the first item that has one; null where there is none to use. */
    private LiveFeatures.Block block(
            Transaction transaction, NodeIndex items, String property, double weight, RunningCall call) {
        int dimension = IntStream.range(0, items.size())
                .map(row -> {
                    call.assertRunning();
                    return dimension(NodeIds.find(transaction, items.id(row)), property);
                })
                .filter(length -> length > 0)
                .findFirst()
                .orElse(0);
        // of more items than are read, others may have some
        if (dimension == 0 && named && items.size() < ITEMS) {
            throw new IllegalArgumentException("The value of `featureProperties` must name vectors of items but no item"
                    + " has one in `" + Config.shown(property) + "`. Write them with `rec.embed.nodes.write`.");
        }
        if (dimension == 0 || (!named && spaces(transaction, items, property).size() > 1)) {
            return null;
        }
        return new LiveFeatures.Block(property, dimension, weight, Spaces.of(transaction, items, property));
    }

    private static int dimension(Node node, String property) {
        Object value = node == null ? null : node.getProperty(property, null);
        return value instanceof float[] floats ? floats.length : value instanceof double[] doubles ? doubles.length : 0;
    }

    private static TreeSet<String> spaces(Transaction transaction, NodeIndex items, String property) {
        TreeSet<String> spaces = new TreeSet<>();
        for (int row = 0; row < items.size(); row++) {
            Node node = NodeIds.find(transaction, items.id(row));
            if (node != null && node.getProperty(Spaces.passportProperty(property), null) instanceof String passport) {
                spaces.add(Spaces.space(passport));
            }
        }
        return spaces;
    }
}
