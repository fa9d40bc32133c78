// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.context;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.Masks;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.SparseRows;
import org.graphrec.training.store.Tensor;

/** {@link Channel}: where its edges begin, its sparse matrix, and which items are cold. */
final class ChannelFormat implements ModelFormat<Channel> {

    /** Before the names of the tensors of what is between items. */
    private static final String BETWEEN = "between.";

    @Override
    public String name() {
        return ContextArchitecture.NAME;
    }

    @Override
    public Class<Channel> type() {
        return Channel.class;
    }

    @Override
    public ModelParts encode(Channel model, Matrix features) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        SparseRows.put(model.edges(), tensors);
        tensors.put("cold", Masks.cold(model));
        Channel.Source source = model.source();
        Map<String, Object> settings = new LinkedHashMap<>(model.parameters());
        settings.put("ends", source.ends().cypherName());
        settings.put("index", (long) source.index());
        if (Double.isFinite(model.later().unit())) {
            settings.put("unit", model.later().unit());
        }
        if (model.later().between() != null) {
            Map<String, Tensor> between = new LinkedHashMap<>();
            SparseRows.put(model.later().between(), between);
            between.forEach((name, tensor) -> tensors.put(BETWEEN + name, tensor));
        }
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    public Channel decode(ModelParts parts, Matrix features) {
        Tensor cold = parts.tensor("cold");
        int items = cold.bytes().length;
        Channel.Source source = new Channel.Source(
                parts.setting("relation", String.class),
                Relation.Ends.of(parts.setting("ends", String.class))
                        .orElseThrow(() -> ModelFileException.corrupt("a channel joins what is unknown here")),
                Require.between(
                        "index", (int) Math.min(Integer.MAX_VALUE, parts.setting("index", Long.class)), 0, 1 << 16),
                Channel.Path.of(parts.setting("path", String.class))
                        .orElseThrow(() -> ModelFileException.corrupt("a channel has a path unknown here")),
                parts.setting("degreeExponent", Double.class),
                parts.setting("rarityExponent", Double.class));
        return new Channel(source, SparseRows.of(parts, items), later(parts, items), Masks.bits(cold, items));
    }

    /** As it was stored; files from before had none of it. */
    private static LaterEdges later(ModelParts parts, int items) {
        if (!parts.settings().containsKey("unit")) {
            return LaterEdges.NONE;
        }
        Map<String, Tensor> between = new LinkedHashMap<>();
        parts.tensors().forEach((name, tensor) -> {
            if (name.startsWith(BETWEEN)) {
                between.put(name.substring(BETWEEN.length()), tensor);
            }
        });
        return new LaterEdges(
                Require.between("unit", parts.setting("unit", Double.class), Double.MIN_NORMAL, Double.MAX_VALUE),
                between.isEmpty() ? null : SparseRows.of(new ModelParts("between", Map.of(), between), items));
    }
}
