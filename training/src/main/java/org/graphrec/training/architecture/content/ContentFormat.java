// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.content;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.Masks;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.Weightings;

/** {@link Content}: its vectors, unless they are those of the items anyway, and which items are cold. */
final class ContentFormat implements ModelFormat<Content> {

    @Override
    public String name() {
        return "content";
    }

    @Override
    public Class<Content> type() {
        return Content.class;
    }

    @Override
    public ModelParts encode(Content model, Matrix features) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Matrix own = model.features();
        if (features == null || !Rows.same(own, features)) {
            tensors.put("features", Tensor.of(own.values(), own.rows(), own.columns()));
        }
        tensors.put("cold", Masks.cold(model));
        Map<String, Object> settings = Weightings.settings(model.weighting());
        settings.put("power", model.power());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    public Content decode(ModelParts parts, Matrix features) {
        Matrix own = features;
        if (parts.tensors().containsKey("features")) {
            own = Rows.matrix(parts.tensor("features"));
        } else if (features == null) {
            throw ModelFileException.corrupt("the vectors of the items are missing");
        }
        return new Content(
                own,
                Masks.bits(parts.tensor("cold"), own.rows()),
                Weightings.of(parts),
                parts.setting("power", Double.class));
    }
}
