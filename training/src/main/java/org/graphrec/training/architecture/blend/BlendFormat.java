package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.architecture.Formats;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;

/** {@link Blend}: its parts, each in its own format, the names of their tensors prefixed by "0.", "1." and so on. */
final class BlendFormat implements ModelFormat<Blend> {

    private final Formats formats;

    /** With the formats of the parts. */
    BlendFormat(Formats formats) {
        this.formats = formats;
    }

    @Override
    public String name() {
        return Blend.NAME;
    }

    @Override
    public Class<Blend> type() {
        return Blend.class;
    }

    @Override
    public ModelParts encode(Blend model, Matrix features) {
        List<Map<String, Object>> list = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Blend.Part part : model.parts()) {
            ModelParts own = formats.encode(part.model(), features);
            String prefix = list.size() + ".";
            own.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("kind", own.kind());
            entry.put("weight", part.weight());
            entry.put("scale", part.scale());
            entry.put("settings", own.settings());
            list.add(entry);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("parts", list);
        model.coldScores().ifPresent(cold -> {
            settings.put("coldItems", cold.weights().toMap());
            int size = cold.features().columns() + 1;
            tensors.put("cold.inverse", Rows.tensor(cold.inverse(), size));
            if (features == null || !Rows.same(cold.features(), features)) {
                Matrix own = cold.features();
                tensors.put("cold.features", Tensor.of(own.values(), own.rows(), own.columns()));
            }
        });
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Blend decode(ModelParts parts, Matrix features) {
        List<Blend.Part> decoded = new ArrayList<>();
        for (Object entry : parts.setting("parts", List.class)) {
            if (!(entry instanceof Map<?, ?>)) {
                throw ModelFileException.corrupt("a part of its blend is wrong");
            }
            ModelParts part = new ModelParts("part", (Map<String, Object>) entry, Map.of());
            String prefix = decoded.size() + ".";
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            parts.tensors().forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    tensors.put(name.substring(prefix.length()), tensor);
                }
            });
            ModelParts own =
                    new ModelParts(part.setting("kind", String.class), part.setting("settings", Map.class), tensors);
            if (own.kind().equals(name())) {
                throw ModelFileException.corrupt("a blend is part of its blend");
            }
            decoded.add(new Blend.Part(
                    formats.decode(own, features),
                    part.setting("weight", Double.class),
                    part.setting("scale", Double.class)));
        }
        return new Blend(decoded, coldScores(parts, decoded.get(0).model(), features));
    }

    private static ColdScores coldScores(ModelParts parts, Model model, Matrix features) {
        if (!parts.settings().containsKey("coldItems")) {
            return null;
        }
        Matrix own =
                parts.tensors().containsKey("cold.features") ? Rows.matrix(parts.tensor("cold.features")) : features;
        if (own == null) {
            throw ModelFileException.corrupt("the vectors of the items are missing");
        }
        Require.size("cold.features", own.rows(), model.items());
        BitSet cold = new BitSet(model.items());
        for (int item = 0; item < model.items(); item++) {
            cold.set(item, model.cold(item));
        }
        Map<?, ?> weights = parts.setting("coldItems", Map.class);
        Tensor inverse = parts.tensor("cold.inverse");
        Require.size("cold.inverse", Rows.matrix(inverse).columns(), own.columns() + 1);
        return new ColdScores(
                own,
                cold,
                new ColdScores.Weights(
                        (Double) weights.get("ridge"), (Double) weights.get("own"), (Double) weights.get("factor")),
                Rows.of(inverse));
    }
}
