package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.gds.Bipartite;
import org.graphrec.procedures.gds.Features;
import org.graphrec.procedures.gds.Features.Block;
import org.graphrec.procedures.graph.LiveHistory;
import org.graphrec.procedures.graph.NodeIndex;
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
record StoredGraph(Bipartite nodes, List<String> spaces, LiveHistory live) {
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
        Map<String, Object> histories = new LinkedHashMap<>();
        histories.put("relationshipTypes", live.relationshipTypes());
        histories.put("weightProperty", live.weightProperty());
        histories.put("timeProperty", live.timeProperty());
        histories.put("bothWays", live.bothWays());
        document.put("live", histories);
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
        Features features = features(graph, file, items.size());
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
        StoredDocument live = document.inner("live");
        return new StoredGraph(
                nodes,
                spaces,
                new LiveHistory(
                        live.texts("relationshipTypes"),
                        live.textOrNull("weightProperty"),
                        live.textOrNull("timeProperty"),
                        live.flag("bothWays", nodes.twoKinds())));
    }

    private List<Object> blocks() {
        List<Object> blocks = new ArrayList<>();
        if (nodes.features() != null) {
            for (Block block : nodes.features().blocks()) {
                blocks.add(Map.of(
                        "property", block.property(),
                        "offset", block.offset(),
                        "dimension", block.dimension()));
            }
        }
        return blocks;
    }

    private static Features features(StoredDocument graph, TensorFile file, int items) {
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
            Block read = new Block(block.text("property"), block.extent("offset"), block.extent("dimension"));
            if (read.offset() != column || read.dimension() > matrix.columns() - column) {
                throw StoredDocument.corrupt("the columns of its features are wrong");
            }
            column += read.dimension();
            blocks.add(read);
        }
        return new Features(matrix, blocks);
    }
}
