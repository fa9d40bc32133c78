package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.ItemGraph;
import org.graphrec.training.model.TextTerm;

/** {@link ItemGraph}: its sparse matrix, and which items are cold. */
final class ItemGraphKind implements ModelKind<ItemGraph> {

    @Override
    public String name() {
        return "itemGraph";
    }

    @Override
    public Class<ItemGraph> type() {
        return ItemGraph.class;
    }

    @Override
    public ModelParts apart(ItemGraph model, Matrix features) {
        Csr graph = model.similarities();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("offsets", Tensor.of(graph.offsets(), graph.rows() + 1));
        tensors.put("targets", Tensor.of(graph.targets(), graph.edges()));
        if (graph.weighted()) {
            float[] weights = new float[graph.edges()];
            for (int edge = 0; edge < weights.length; edge++) {
                weights[edge] = graph.weight(edge);
            }
            tensors.put("weights", Tensor.of(weights, weights.length));
        }
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("architecture", model.architecture().cypherName());
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
    public ItemGraph together(ModelParts parts, Matrix features) {
        int[] offsets = parts.tensor("offsets").ints();
        int[] targets = parts.tensor("targets").ints();
        int items = Require.atLeast("offsets", offsets.length, 1) - 1;
        requireRows(offsets, targets, items);
        float[] weights = null;
        if (parts.tensors().containsKey("weights")) {
            weights = parts.tensor("weights").floats();
            Require.finite("weights", weights);
        }
        HistoryWeighting weighting = Weightings.of(parts);
        return new ItemGraph(
                Architecture.of(parts.setting("architecture", String.class)),
                new Csr(items, items, offsets, targets, weights),
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

    /** Scoring trusts these arrays with its indices. */
    private static void requireRows(int[] offsets, int[] targets, int items) {
        if (offsets[0] != 0) {
            throw ModelFileException.corrupt("the rows of its graph are wrong");
        }
        for (int row = 0; row < items; row++) {
            if (offsets[row + 1] < offsets[row]) {
                throw ModelFileException.corrupt("the rows of its graph are wrong");
            }
        }
        for (int target : targets) {
            Require.index("target", target, items);
        }
    }
}
