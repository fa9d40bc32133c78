// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;

/** {@link GraphClassifier}: the arrays of its two layers. */
final class GraphClassifierFormat implements ClassifierFormat<GraphClassifier> {

    @Override
    public String name() {
        return "graphLayers";
    }

    @Override
    public Class<GraphClassifier> type() {
        return GraphClassifier.class;
    }

    @Override
    public ModelParts encode(GraphClassifier model) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("architecture", model.architecture());
        settings.put("parameters", model.parameters());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        put(tensors, "first", model.first());
        put(tensors, "second", model.second());
        return new ModelParts(name(), settings, tensors);
    }

    private static void put(Map<String, Tensor> tensors, String name, GraphLayer layer) {
        put(tensors, name + ".weight", layer.weight());
        put(tensors, name + ".bias", layer.bias());
        if (layer.source() != null) {
            put(tensors, name + ".source", layer.source());
            put(tensors, name + ".destination", layer.destination());
        }
    }

    private static void put(Map<String, Tensor> tensors, String name, Matrix matrix) {
        tensors.put(name, Tensor.of(matrix.values(), matrix.rows(), matrix.columns()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public GraphClassifier decode(ModelParts parts) {
        return new GraphClassifier(
                parts.setting("architecture", String.class), layer(parts, "first"), layer(parts, "second"), (Map<
                                String, Object>)
                        parts.setting("parameters", Map.class));
    }

    private static GraphLayer layer(ModelParts parts, String name) {
        boolean attends = parts.tensors().containsKey(name + ".source");
        return new GraphLayer(
                Rows.matrix(parts.tensor(name + ".weight")),
                Rows.matrix(parts.tensor(name + ".bias")),
                attends ? Rows.matrix(parts.tensor(name + ".source")) : null,
                attends ? Rows.matrix(parts.tensor(name + ".destination")) : null);
    }
}
