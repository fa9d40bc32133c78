package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.ItemVectors;
import org.graphrec.training.model.TextHead;

/** {@link ItemVectors}: the vectors, the weights of the head where there is one, and which items are cold. */
final class ItemVectorsKind implements ModelKind<ItemVectors> {

    @Override
    public String name() {
        return "itemVectors";
    }

    @Override
    public Class<ItemVectors> type() {
        return ItemVectors.class;
    }

    @Override
    public ModelParts apart(ItemVectors model, Matrix features) {
        Matrix vectors = model.vectors();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("vectors", Tensor.of(vectors.values(), vectors.rows(), vectors.columns()));
        model.head().ifPresent(head -> {
            tensors.put("head.first", Rows.tensor(head.first(), head.firstBias().length));
            tensors.put("head.firstBias", Tensor.of(head.firstBias(), head.firstBias().length));
            tensors.put("head.second", Rows.tensor(head.second(), head.outputs()));
            tensors.put("head.secondBias", Tensor.of(head.secondBias(), head.outputs()));
        });
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("architecture", model.architecture().cypherName());
        settings.put("parameters", model.parameters());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public ItemVectors together(ModelParts parts, Matrix features) {
        Matrix vectors = Rows.matrix(parts.tensor("vectors"));
        TextHead head = parts.tensors().containsKey("head.first")
                ? new TextHead(
                        Rows.of(parts.tensor("head.first")),
                        Rows.finite(parts.tensor("head.firstBias")),
                        Rows.of(parts.tensor("head.second")),
                        Rows.finite(parts.tensor("head.secondBias")))
                : null;
        return new ItemVectors(
                architecture(parts.setting("architecture", String.class)),
                vectors,
                Masks.bits(parts.tensor("cold"), vectors.rows()),
                Weightings.of(parts),
                (Map<String, Object>) parts.setting("parameters", Map.class),
                head,
                List.of());
    }

    private static Architecture architecture(String name) {
        for (Architecture architecture : List.of(Architecture.LIGHTGCN, Architecture.TEXTGCN)) {
            if (architecture.cypherName().equals(name)) {
                return architecture;
            }
        }
        throw new IllegalArgumentException("No item vectors are of the architecture `" + name + "`.");
    }
}
