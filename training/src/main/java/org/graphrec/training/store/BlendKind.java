package org.graphrec.training.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Blend;
import org.graphrec.training.model.ColdScores;
import org.graphrec.training.model.Model;

/** {@link Blend}: its parts, each as its own kind has it, the names of their tensors prefixed by "0.", "1." and so on. */
final class BlendKind implements ModelKind<Blend> {

    @Override
    public String name() {
        return "blend";
    }

    @Override
    public Class<Blend> type() {
        return Blend.class;
    }

    @Override
    public ModelParts apart(Blend model, Matrix features) {
        List<Map<String, Object>> list = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Blend.Part part : model.parts()) {
            ModelParts own = ModelCodec.apart(part.model(), features);
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
            if (features == null || !ContentKind.same(cold.features(), features)) {
                Matrix own = cold.features();
                tensors.put("cold.features", Tensor.of(own.values(), own.rows(), own.columns()));
            }
        });
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Blend together(ModelParts parts, Matrix features) {
        List<Blend.Part> together = new ArrayList<>();
        for (Object entry : parts.setting("parts", List.class)) {
            if (!(entry instanceof Map<?, ?>)) {
                throw ModelFileException.corrupt("a part of its blend is wrong");
            }
            ModelParts part = new ModelParts("part", (Map<String, Object>) entry, Map.of());
            String prefix = together.size() + ".";
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
            together.add(new Blend.Part(
                    ModelCodec.together(own, features),
                    part.setting("weight", Double.class),
                    part.setting("scale", Double.class)));
        }
        return new Blend(together, coldScores(parts, together.get(0).model(), features));
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
