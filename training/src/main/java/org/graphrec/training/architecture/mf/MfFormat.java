// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.Masks;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.Weightings;

/** {@link Mf}: its item factors, and which items are cold. */
final class MfFormat implements ModelFormat<Mf> {

    @Override
    public String name() {
        return "mf";
    }

    @Override
    public Class<Mf> type() {
        return Mf.class;
    }

    @Override
    public ModelParts encode(Mf model, Matrix features) {
        Matrix factors = model.itemFactors();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("factors", Tensor.of(factors.values(), factors.rows(), factors.columns()));
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("weightScale", model.weightScale());
        settings.put("unobserved", model.regularization().unobserved());
        settings.put("regularization", model.regularization().regularization());
        settings.put("parameters", model.parameters());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Mf decode(ModelParts parts, Matrix features) {
        Matrix factors = Rows.matrix(parts.tensor("factors"));
        return new Mf(
                factors,
                new Mf.Regularization(
                        parts.setting("unobserved", Double.class), parts.setting("regularization", Double.class)),
                Masks.bits(parts.tensor("cold"), factors.rows()),
                Weightings.of(parts),
                parts.setting("weightScale", Double.class),
                (Map<String, Object>) parts.setting("parameters", Map.class));
    }
}
