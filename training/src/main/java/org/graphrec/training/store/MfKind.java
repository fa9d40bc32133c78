package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Mf;

/** {@link Mf}: the factors of the items, and which are cold. */
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
        tensors.put("itemFactors", Tensor.of(factors.values(), factors.rows(), factors.columns()));
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("unobserved", model.regularization().unobserved());
        settings.put("regularization", model.regularization().regularization());
        settings.put("weightScale", model.weightScale());
        settings.put("parameters", model.parameters());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Mf together(ModelParts parts, Matrix features) {
        Tensor tensor = parts.tensor("itemFactors");
        Require.size("shape", tensor.shape().size(), 2);
        Matrix factors = new Matrix(tensor.shape().get(0), tensor.shape().get(1), tensor.floats());
        Require.finite("itemFactors", factors.values());
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
