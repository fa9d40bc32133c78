package org.graphrec.training.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Blend;

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
        return new ModelParts(name(), Map.of("parts", list), tensors);
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
        return new Blend(together);
    }
}
