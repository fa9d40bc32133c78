package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.Features.Block;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/**
 * The part of a file that ties rows to the live graph: users, items and their features.
 *
 * @param nodes without interactions
 * @param spaces the encoder's space of each feature property; "" where unknown
 * @param live how histories are read
 */
record StoredGraph(Bipartite nodes, List<String> spaces, GraphReading live) {
    private static final String USERS = "users";
    private static final String ITEMS = "items";
    private static final String FEATURES = "features";

    /** Adds this to what is written. */
    void write(Map<String, Object> document, Map<String, Tensor> tensors) {
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("sourceLabel", nodes.sourceLabel());
        graph.put("targetLabel", nodes.targetLabel());
        graph.put("relationshipTypes", nodes.relationshipTypes());
        graph.put("spaces", spaces);
        graph.put("features", blocks());
        document.put("graph", graph);
        StoredReading.write(live, document, tensors);
        StoredNodes.write(USERS, nodes.users(), document, tensors);
        StoredNodes.write(ITEMS, nodes.items(), document, tensors);
        Matrix features = nodes.featureMatrix();
        if (features != null) {
            tensors.put(FEATURES, Tensor.of(features.values(), features.rows(), features.columns()));
        }
    }

    /** Reads it again. */
    static StoredGraph read(StoredDocument document, TensorFile file) {
        StoredDocument graph = document.inner("graph");
        int userCount = StoredNodes.count(USERS, file);
        NodeIndex items = StoredNodes.read(ITEMS, document, file, userCount);
        NodeIndex users = StoredNodes.read(USERS, document, file, items.size());
        Features features = features(graph, weights(document), file, items.size());
        List<String> spaces = graph.texts("spaces");
        if (spaces.size() != (features == null ? 0 : features.blocks().size())) {
            throw StoredDocument.corrupt("the spaces of its features are missing");
        }
        Bipartite nodes = new Bipartite(
                users,
                items,
                graph.textOrNull("sourceLabel"),
                graph.textOrNull("targetLabel"),
                graph.texts("relationshipTypes"),
                null,
                features);
        return new StoredGraph(nodes, spaces, StoredReading.read(document, nodes, file));
    }

    private List<Object> blocks() {
        List<Object> blocks = new ArrayList<>();
        if (nodes.features() != null) {
            for (Block block : nodes.features().blocks()) {
                Map<String, Object> written = new LinkedHashMap<>();
                written.put("property", block.property());
                written.put("offset", block.offset());
                written.put("dimension", block.dimension());
                written.put("weight", block.weight());
                blocks.add(written);
            }
        }
        return blocks;
    }

    /** Those that the training was called with: earlier versions wrote none beside the features. */
    private static List<?> weights(StoredDocument document) {
        return document.inner("trainConfig").map().get("featureWeights") instanceof List<?> weights
                ? weights
                : List.of();
    }

    private static Features features(StoredDocument graph, List<?> earlier, TensorFile file, int items) {
        Tensor tensor = file.tensors().get(FEATURES);
        if (tensor == null) {
            return null;
        }
        if (tensor.shape().size() != 2 || tensor.shape().get(0) != items) {
            throw StoredDocument.corrupt("its features are not of its items");
        }
        Matrix matrix = new Matrix(items, tensor.shape().get(1), tensor.floats());
        for (float value : matrix.values()) {
            if (!Float.isFinite(value)) {
                throw StoredDocument.corrupt("its features are not finite");
            }
        }
        List<Block> blocks = new ArrayList<>();
        int column = 0;
        for (StoredDocument block : graph.several("features")) {
            double usual = blocks.size() < earlier.size() && earlier.get(blocks.size()) instanceof Number number
                    ? number.doubleValue()
                    : 1;
            Block read = new Block(
                    block.text("property"),
                    block.extent("offset"),
                    block.extent("dimension"),
                    block.number("weight", usual));
            if (!(read.weight() >= 0 && Double.isFinite(read.weight()))) {
                throw StoredDocument.corrupt("the weights of its features are wrong");
            }
            if (read.offset() != column || read.dimension() > matrix.columns() - column) {
                throw StoredDocument.corrupt("the columns of its features are wrong");
            }
            column += read.dimension();
            blocks.add(read);
        }
        return new Features(matrix, blocks);
    }
}
