// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.Masks;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;

/** {@link SequenceModel}: its arrays by name, and the options that its shape follows from. */
final class SequenceFormat implements ModelFormat<SequenceModel> {

    private final SequenceKind network;

    SequenceFormat(SequenceKind network) {
        this.network = network;
    }

    @Override
    public boolean reads(ModelParts parts) {
        return ModelFormat.super.reads(parts)
                && network.cypherName().equals(parts.settings().get("head"));
    }

    private static final String PREFIX = "head.";

    @Override
    public String name() {
        return "head";
    }

    @Override
    public Class<SequenceModel> type() {
        return SequenceModel.class;
    }

    @Override
    public ModelParts encode(SequenceModel model, Matrix features) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.tensors()
                .matrices()
                .forEach((name, matrix) ->
                        tensors.put(PREFIX + name, Tensor.of(matrix.values(), matrix.rows(), matrix.columns())));
        tensors.put("cold", Masks.cold(model));
        SequenceOptions options = model.options();
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
    public SequenceModel decode(ModelParts parts, Matrix features) {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        parts.tensors().forEach((name, tensor) -> {
            if (name.startsWith(PREFIX)) {
                matrices.put(name.substring(PREFIX.length()), Rows.matrix(tensor));
            }
        });
        SequenceTensors tensors = new SequenceTensors(matrices);
        return new SequenceModel(
                network,
                tensors,
                options(parts),
                Masks.bits(parts.tensor("cold"), tensors.items().rows()),
                (Map<String, Object>) parts.setting("parameters", Map.class),
                List.of());
    }

    private SequenceOptions options(ModelParts parts) {
        return SequenceOptions.defaults(network)
                .with()
                .embeddingDimension(integer(parts, "embeddingDimension"))
                .layers(integer(parts, "layers"))
                .attentionHeads(integer(parts, "attentionHeads"))
                .pool(parts.setting("pool", Boolean.class))
                .historyLength(integer(parts, "historyLength"))
                .epochs(integer(parts, "epochs"))
                .patience(integer(parts, "patience"))
                .batchSize(integer(parts, "batchSize"))
                .learningRate(parts.setting("learningRate", Double.class))
                .penaltyL2(parts.setting("penaltyL2", Double.class))
                .dropout(parts.setting("dropout", Double.class))
                .negativeSamples(integer(parts, "negativeSamples"))
                .loss(Loss.valueOf(parts.setting("loss", String.class)))
                .context(SequenceContext.valueOf(parts.setting("context", String.class)))
                .augmentation(Augmentation.valueOf(parts.setting("augmentation", String.class)))
                .build();
    }

    private static int integer(ModelParts parts, String name) {
        return Math.toIntExact(parts.setting(name, Long.class));
    }
}
