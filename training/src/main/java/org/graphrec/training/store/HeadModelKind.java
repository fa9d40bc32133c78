package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.head.Augmentation;
import org.graphrec.training.head.Context;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.HeadOptions;
import org.graphrec.training.head.HeadTensors;
import org.graphrec.training.head.Loss;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.HeadModel;

/** {@link HeadModel}: its arrays by name, and the options that its shape follows from. */
final class HeadModelKind implements ModelKind<HeadModel> {

    private static final String PREFIX = "head.";

    @Override
    public String name() {
        return "head";
    }

    @Override
    public Class<HeadModel> type() {
        return HeadModel.class;
    }

    @Override
    public ModelParts apart(HeadModel model, Matrix features) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.tensors()
                .matrices()
                .forEach((name, matrix) ->
                        tensors.put(PREFIX + name, Tensor.of(matrix.values(), matrix.rows(), matrix.columns())));
        tensors.put("cold", Masks.cold(model));
        HeadOptions options = model.options();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("head", model.kind().cypherName());
        settings.put("embeddingDimension", (long) options.embeddingDimension());
        settings.put("layers", (long) options.layers());
        settings.put("attentionHeads", (long) options.attentionHeads());
        settings.put("pool", options.pool());
        settings.put("historyLength", (long) options.historyLength());
        settings.put("epochs", (long) options.epochs());
        settings.put("patience", (long) options.patience());
        settings.put("batchSize", (long) options.batchSize());
        settings.put("learningRate", options.learningRate());
        settings.put("penaltyL2", options.penaltyL2());
        settings.put("dropout", options.dropout());
        settings.put("negativeSamples", (long) options.negativeSamples());
        settings.put("loss", options.loss().name());
        settings.put("context", options.context().name());
        settings.put("augmentation", options.augmentation().name());
        settings.put("parameters", model.parameters());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    @SuppressWarnings("unchecked")
    public HeadModel together(ModelParts parts, Matrix features) {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        parts.tensors().forEach((name, tensor) -> {
            if (name.startsWith(PREFIX)) {
                matrices.put(name.substring(PREFIX.length()), Rows.matrix(tensor));
            }
        });
        HeadTensors tensors = new HeadTensors(matrices);
        return new HeadModel(
                HeadKind.of(parts.setting("head", String.class)).orElseThrow(IllegalArgumentException::new),
                tensors,
                options(parts),
                Masks.bits(parts.tensor("cold"), tensors.items().rows()),
                (Map<String, Object>) parts.setting("parameters", Map.class),
                List.of());
    }

    private static HeadOptions options(ModelParts parts) {
        return new HeadOptions(
                integer(parts, "embeddingDimension"),
                integer(parts, "layers"),
                integer(parts, "attentionHeads"),
                parts.setting("pool", Boolean.class),
                integer(parts, "historyLength"),
                integer(parts, "epochs"),
                integer(parts, "patience"),
                integer(parts, "batchSize"),
                parts.setting("learningRate", Double.class),
                parts.setting("penaltyL2", Double.class),
                parts.setting("dropout", Double.class),
                integer(parts, "negativeSamples"),
                Loss.valueOf(parts.setting("loss", String.class)),
                Context.valueOf(parts.setting("context", String.class)),
                Augmentation.valueOf(parts.setting("augmentation", String.class)));
    }

    private static int integer(ModelParts parts, String name) {
        return Math.toIntExact(parts.setting(name, Long.class));
    }
}
