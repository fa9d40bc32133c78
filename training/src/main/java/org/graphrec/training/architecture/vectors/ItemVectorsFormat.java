// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.vectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.TextProjection;
import org.graphrec.training.store.Masks;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.Weightings;

/** {@link ItemVectors}: the vectors, the weights of the projection where there is one, and which items are cold. */
final class ItemVectorsFormat implements ModelFormat<ItemVectors> {

    private final String architecture;

    ItemVectorsFormat(String architecture) {
        this.architecture = architecture;
    }

    @Override
    public boolean reads(ModelParts parts) {
        return ModelFormat.super.reads(parts)
                && architecture.equals(parts.settings().get("architecture"));
    }

    @Override
    public String name() {
        return "itemVectors";
    }

    @Override
    public Class<ItemVectors> type() {
        return ItemVectors.class;
    }

    @Override
    public ModelParts encode(ItemVectors model, Matrix features) {
        Matrix vectors = model.vectors();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("vectors", Tensor.of(vectors.values(), vectors.rows(), vectors.columns()));
        model.textProjection().ifPresent(projection -> {
            tensors.put("head.first", Rows.tensor(projection.first(), projection.firstBias().length));
            tensors.put("head.firstBias", Tensor.of(projection.firstBias(), projection.firstBias().length));
            tensors.put("head.second", Rows.tensor(projection.second(), projection.outputs()));
            tensors.put("head.secondBias", Tensor.of(projection.secondBias(), projection.outputs()));
        });
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("architecture", model.architecture());
        settings.put("parameters", model.parameters());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public ItemVectors decode(ModelParts parts, Matrix features) {
        Matrix vectors = Rows.matrix(parts.tensor("vectors"));
        TextProjection projection = parts.tensors().containsKey("head.first")
                ? new TextProjection(
                        Rows.of(parts.tensor("head.first")),
                        Rows.finite(parts.tensor("head.firstBias")),
                        Rows.of(parts.tensor("head.second")),
                        Rows.finite(parts.tensor("head.secondBias")))
                : null;
        Map<String, Object> parameters = parts.setting("parameters", Map.class);
        return new ItemVectors(
                architecture,
                vectors,
                Masks.bits(parts.tensor("cold"), vectors.rows()),
                Weightings.of(parts),
                layers(parameters),
                parameters,
                projection,
                List.of());
    }

    private static int layers(Map<String, Object> parameters) {
        return parameters.get("layers") instanceof Long layers ? Math.toIntExact(layers) : VectorsArchitecture.LAYERS;
    }
}
