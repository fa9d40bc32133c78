// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.LiveFeatures.Block;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/**
 * The part of a file that ties rows to the live graph: users, items and their features.
 *
 * @param features of the items
 * @param live how histories are read
 */
record StoredGraph(ModelNodes nodes, ItemFeatures features, GraphReading live) {
    private static final String USERS = "users";
    private static final String ITEMS = "items";
    private static final String FEATURES = "features";

    /** Adds this to what is written. */
    void write(Map<String, Object> document, Map<String, Tensor> tensors) {
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("sourceLabel", nodes.sourceLabel());
        graph.put("targetLabel", nodes.targetLabel());
        graph.put("relationshipTypes", nodes.relationshipTypes());
        graph.put("spaces", features.live().spaces());
        graph.put("features", blocks());
        document.put("graph", graph);
        StoredReading.write(live, document, tensors);
        StoredNodes.write(USERS, nodes.users(), document, tensors);
        StoredNodes.write(ITEMS, nodes.items(), document, tensors);
        Matrix matrix = features.matrix();
        if (matrix != null) {
            tensors.put(FEATURES, Tensor.of(matrix.values(), matrix.rows(), matrix.columns()));
        }
    }

    /** Reads it again. */
    static StoredGraph read(StoredDocument document, TensorFile file) {
        StoredDocument graph = document.inner("graph");
        int userCount = StoredNodes.count(USERS, file);
        NodeIndex items = StoredNodes.read(ITEMS, document, file, userCount);
        NodeIndex users = StoredNodes.read(USERS, document, file, items.size());
        ItemFeatures features = features(graph, weights(document), file, items.size());
        ModelNodes nodes = new ModelNodes(
                users,
                items,
                graph.textOrNull("sourceLabel"),
                graph.textOrNull("targetLabel"),
                graph.texts("relationshipTypes"));
        return new StoredGraph(nodes, features, StoredReading.read(document, nodes, file));
    }

    private List<Object> blocks() {
        List<Object> blocks = new ArrayList<>();
        for (Block block : features.blocks()) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("property", block.property());
            written.put("offset", features.live().offset(blocks.size()));
            written.put("dimension", block.dimension());
            written.put("weight", block.weight());
            blocks.add(written);
        }
        return blocks;
    }

    /** Those that the training was called with: earlier versions wrote none beside the features. */
    private static List<?> weights(StoredDocument document) {
        return document.inner("trainConfig").map().get("featureWeights") instanceof List<?> weights
                ? weights
                : List.of();
    }

    private static ItemFeatures features(StoredDocument graph, List<?> earlier, TensorFile file, int items) {
        Tensor tensor = file.tensors().get(FEATURES);
        List<String> spaces = graph.texts("spaces");
        List<StoredDocument> stored = tensor == null ? List.of() : graph.several("features");
        if (spaces.size() != stored.size()) {
            throw StoredDocument.corrupt("the spaces of its features are missing");
        }
        if (tensor == null) {
            return ItemFeatures.NONE;
        }
        if (tensor.shape().size() != 2 || tensor.shape().get(0) != items) {
            throw StoredDocument.corrupt("its features do not match its items");
        }
        Matrix matrix = new Matrix(items, tensor.shape().get(1), tensor.floats());
        for (float value : matrix.values()) {
            if (!Float.isFinite(value)) {
                throw StoredDocument.corrupt("its features are not finite");
            }
        }
        List<Block> blocks = new ArrayList<>();
        int column = 0;
        for (StoredDocument block : stored) {
            double usual = blocks.size() < earlier.size() && earlier.get(blocks.size()) instanceof Number number
                    ? number.doubleValue()
                    : 1;
            Block read = new Block(
                    block.text("property"),
                    block.extent("dimension"),
                    block.number("weight", usual),
                    spaces.get(blocks.size()));
            if (!(read.weight() >= 0 && Double.isFinite(read.weight()))) {
                throw StoredDocument.corrupt("the weights of its features are wrong");
            }
            if (block.extent("offset") != column || read.dimension() > matrix.columns() - column) {
                throw StoredDocument.corrupt("the columns of its features are wrong");
            }
            column += read.dimension();
            blocks.add(read);
        }
        if (column != matrix.columns()) {
            throw StoredDocument.corrupt("the columns of its features are wrong");
        }
        return new ItemFeatures(new LiveFeatures(blocks), matrix);
    }
}
