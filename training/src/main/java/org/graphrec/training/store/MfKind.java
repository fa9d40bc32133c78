package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Mf;

/** {@link Mf}: its item factors, and which items are cold. */
final class MfKind implements ModelKind<Mf> {

    @Override
    public String name() {
        return "mf";
    }

    @Override
    public Class<Mf> type() {
        return Mf.class;
    }

    @Override
    public ModelParts apart(Mf model, Matrix features) {
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
    public Mf together(ModelParts parts, Matrix features) {
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
