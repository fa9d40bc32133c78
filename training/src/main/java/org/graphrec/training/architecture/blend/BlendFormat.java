// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.architecture.Formats;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.SparseRows;
import org.graphrec.training.store.Tensor;

/** {@link Blend}: its parts, each in its own format, the names of their tensors prefixed by "0.", "1." and so on. */
final class BlendFormat implements ModelFormat<Blend> {

    /** Before the names of the tensors of parts for new users. */
    private static final String NEWCOMERS = "new.";

    /** Before those of the nodes that the vectors of cold items are made of. */
    private static final String KNOWN = "cold.known.";

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
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("parts", encode(model.parts(), "", features, tensors));
        if (!model.newcomers().isEmpty()) {
            settings.put("newUsers", encode(model.newcomers(), NEWCOMERS, features, tensors));
        }
        model.coldScores().ifPresent(cold -> {
            settings.put("coldItems", cold.weights().toMap());
            tensors.put("cold.inverse", Rows.tensor(cold.inverse(), cold.inverse().length));
            Matrix texts = cold.descriptions().texts();
            if (texts != null && (features == null || !Rows.same(texts, features))) {
                tensors.put("cold.features", Tensor.of(texts.values(), texts.rows(), texts.columns()));
            }
            if (cold.descriptions().attributes() != null) {
                settings.put("coldTexts", texts != null);
                put(cold.descriptions().attributes(), tensors);
            }
        });
        return new ModelParts(name(), settings, tensors);
    }

    private static void put(AttributeVectors attributes, Map<String, Tensor> tensors) {
        tensors.put("cold.relations", Tensor.of(attributes.relations(), attributes.relations().length));
        tensors.put("cold.firsts", Tensor.of(attributes.firsts(), attributes.firsts().length));
        Matrix nodes = attributes.nodes();
        tensors.put("cold.nodes", Tensor.of(nodes.values(), nodes.rows(), nodes.columns()));
        Matrix items = attributes.items();
        tensors.put("cold.items", Tensor.of(items.values(), items.rows(), items.columns()));
        if (attributes.known() != null) {
            Map<String, Tensor> known = new LinkedHashMap<>();
            SparseRows.put(attributes.known(), known);
            known.forEach((name, tensor) -> tensors.put(KNOWN + name, tensor));
        }
    }

    private static AttributeVectors attributes(ModelParts parts) {
        if (!parts.tensors().containsKey("cold.nodes")) {
            return null;
        }
        int[] firsts = parts.tensor("cold.firsts").ints();
        for (int r = 1; r < firsts.length; r++) {
            Require.atLeast("cold.firsts", firsts[r], firsts[r - 1]);
        }
        Matrix nodes = Rows.matrix(parts.tensor("cold.nodes"));
        return new AttributeVectors(
                parts.tensor("cold.relations").ints(),
                firsts,
                nodes,
                Rows.matrix(parts.tensor("cold.items")),
                known(parts, nodes.rows()));
    }

    /** Of which nodes the vectors of cold items are made; null in files from before that was kept. */
    private static Csr known(ModelParts parts, int nodes) {
        Map<String, Tensor> known = new LinkedHashMap<>();
        parts.tensors().forEach((name, tensor) -> {
            if (name.startsWith(KNOWN)) {
                known.put(name.substring(KNOWN.length()), tensor);
            }
        });
        return known.isEmpty() ? null : SparseRows.of(new ModelParts("known", Map.of(), known), nodes);
    }

    private List<Map<String, Object>> encode(
            List<Blend.Part> parts, String prefix, Matrix features, Map<String, Tensor> tensors) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Blend.Part part : parts) {
            ModelParts own = formats.encode(part.model(), features);
            String ofPart = prefix + list.size() + ".";
            own.tensors().forEach((name, tensor) -> tensors.put(ofPart + name, tensor));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("kind", own.kind());
            entry.put("weight", part.weight());
            entry.put("scale", part.scale());
            entry.put("settings", own.settings());
            list.add(entry);
        }
        return list;
    }

    @Override
    public Blend decode(ModelParts parts, Matrix features) {
        List<Blend.Part> decoded = decode(parts, "parts", "", features);
        List<Blend.Part> newcomers =
                parts.settings().containsKey("newUsers") ? decode(parts, "newUsers", NEWCOMERS, features) : List.of();
        return new Blend(decoded, coldScores(parts, decoded.get(0).model(), features), newcomers);
    }

    @SuppressWarnings("unchecked")
    private List<Blend.Part> decode(ModelParts parts, String setting, String prefix, Matrix features) {
        List<Blend.Part> decoded = new ArrayList<>();
        for (Object entry : parts.setting(setting, List.class)) {
            if (!(entry instanceof Map<?, ?>)) {
                throw ModelFileException.corrupt("a part of its blend is wrong");
            }
            ModelParts part = new ModelParts("part", (Map<String, Object>) entry, Map.of());
            String ofPart = prefix + decoded.size() + ".";
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            parts.tensors().forEach((name, tensor) -> {
                if (name.startsWith(ofPart)) {
                    tensors.put(name.substring(ofPart.length()), tensor);
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
        return decoded;
    }

    private static ColdScores coldScores(ModelParts parts, Model model, Matrix features) {
        if (!parts.settings().containsKey("coldItems")) {
            return null;
        }
        AttributeVectors attributes = attributes(parts);
        Matrix texts = null;
        if (attributes == null || parts.setting("coldTexts", Boolean.class)) {
            texts = parts.tensors().containsKey("cold.features")
                    ? Rows.matrix(parts.tensor("cold.features"))
                    : features;
            if (texts == null) {
                throw ModelFileException.corrupt("the vectors of the items are missing");
            }
            Require.size("cold.features", texts.rows(), model.items());
        }
        if (attributes != null) {
            Require.size("cold.items", attributes.items().rows(), model.items());
        }
        BitSet cold = new BitSet(model.items());
        for (int item = 0; item < model.items(); item++) {
            cold.set(item, model.cold(item));
        }
        Map<?, ?> weights = parts.setting("coldItems", Map.class);
        Tensor inverse = parts.tensor("cold.inverse");
        Descriptions descriptions = new Descriptions(texts, attributes, model.items());
        Require.size("cold.inverse", Rows.matrix(inverse).columns(), descriptions.columns() + 1);
        ColdScores.Weights chosen = new ColdScores.Weights(
                (Double) weights.get("ridge"),
                (Double) weights.get("own"),
                (Double) weights.get("factor"),
                weights.get("attributes") instanceof Double share ? share : 0);
        return new ColdScores(descriptions, descriptions.matrix(chosen.attributes()), cold, chosen, Rows.of(inverse));
    }
}
