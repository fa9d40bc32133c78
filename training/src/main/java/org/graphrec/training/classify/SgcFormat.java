// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;

/** {@link SgcClassifier}: its hops, weights and biases. */
final class SgcFormat implements ClassifierFormat<SgcClassifier> {

    @Override
    public String name() {
        return "sgc";
    }

    @Override
    public Class<SgcClassifier> type() {
        return SgcClassifier.class;
    }

    @Override
    public ModelParts encode(SgcClassifier model) {
        Matrix weights = model.weights();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("layers", (long) model.layers());
        settings.put("averaged", model.averaged());
        settings.put("parameters", model.parameters());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weights", Tensor.of(weights.values(), weights.rows(), weights.columns()));
        tensors.put("bias", Tensor.of(model.bias(), model.bias().length));
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public SgcClassifier decode(ModelParts parts) {
        return new SgcClassifier(
                Math.toIntExact(parts.setting("layers", Long.class)),
                parts.settings().containsKey("averaged") && parts.setting("averaged", Boolean.class),
                Rows.matrix(parts.tensor("weights")),
                Rows.finite(parts.tensor("bias")),
                (Map<String, Object>) parts.setting("parameters", Map.class));
    }
}
