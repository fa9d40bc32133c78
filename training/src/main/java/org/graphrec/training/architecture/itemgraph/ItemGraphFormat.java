// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.store.Masks;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.SparseRows;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.Weightings;

/** {@link ItemGraph}: its sparse matrix, and which items are cold. */
public final class ItemGraphFormat implements ModelFormat<ItemGraph> {

    private final String architecture;

    /** The format of the graphs that an architecture makes. */
    public ItemGraphFormat(String architecture) {
        this.architecture = architecture;
    }

    @Override
    public boolean reads(ModelParts parts) {
        return ModelFormat.super.reads(parts)
                && architecture.equals(parts.settings().get("architecture"));
    }

    @Override
    public String name() {
        return "itemGraph";
    }

    @Override
    public Class<ItemGraph> type() {
        return ItemGraph.class;
    }

    @Override
    public ModelParts encode(ItemGraph model, Matrix features) {
        Csr graph = model.similarities();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        SparseRows.put(graph, tensors);
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("architecture", model.architecture());
        settings.put("parameters", model.parameters());
        TextTerm text = model.textTerm();
        settings.put(
                "text",
                Map.of(
                        "unit", text.unit(),
                        "weight", text.weight(),
                        "coldWeight", text.coldWeight(),
                        "power", text.power()));
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public ItemGraph decode(ModelParts parts, Matrix features) {
        int items = Require.atLeast("offsets", parts.tensor("offsets").ints().length, 1) - 1;
        HistoryWeighting weighting = Weightings.of(parts);
        return new ItemGraph(
                architecture,
                SparseRows.of(parts, items),
                Masks.bits(parts.tensor("cold"), items),
                weighting,
                (Map<String, Object>) parts.setting("parameters", Map.class),
                text(parts.setting("text", Map.class)));
    }

    private static TextTerm text(Map<?, ?> map) {
        return new TextTerm(
                (Double) map.get("unit"), (Double) map.get("weight"), (Double) map.get("coldWeight"), (Double)
                        map.get("power"));
    }
}
