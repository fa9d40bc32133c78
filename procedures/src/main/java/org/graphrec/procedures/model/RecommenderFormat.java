// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;
import java.util.Map;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.ModelCodec;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;
import org.graphrec.training.tune.Trial;

/** {@link TrainedModel} in a file: its model, and the one it falls back to. */
final class RecommenderFormat implements CatalogFormat<TrainedModel> {
    private static final String MODEL = "model.";
    private static final String FALLBACK = "fallback.";

    @Override
    public Class<TrainedModel> type() {
        return TrainedModel.class;
    }

    @Override
    public void write(TrainedModel model, Map<String, Object> document, Map<String, Tensor> tensors) {
        Matrix features = model.features().matrix();
        ModelParts main = ModelCodec.encode(model.fit().model(), features);
        ModelParts fallback = ModelCodec.encode(model.fallback(), features);
        document.put("queryWeight", model.fit().queryWeight());
        document.put("estimatedBytes", model.fit().estimatedBytes());
        new StoredGraph(model.graph(), model.features(), model.live()).write(document, tensors);
        StoredParts.write(main, "model", MODEL, document, tensors);
        StoredParts.write(fallback, "fallback", FALLBACK, document, tensors);
    }

    @Override
    public TrainedModel read(String name, ModelMetadata metadata, StoredDocument document, TensorFile file) {
        StoredGraph graph = StoredGraph.read(document, file);
        Matrix matrix = graph.features().matrix();
        int items = graph.nodes().items().size();
        Model model = ModelCodec.decode(StoredParts.read("model", MODEL, document, file), matrix);
        if (!(ModelCodec.decode(StoredParts.read("fallback", FALLBACK, document, file), matrix)
                        instanceof Popularity fallback)
                || model.items() != items
                || fallback.items() != items) {
            throw StoredDocument.corrupt("its models do not match its items");
        }
        StoredDocument info = document.inner("modelInfo");
        return new TrainedModel(
                name,
                graph.nodes(),
                graph.features(),
                graph.live(),
                new Fit(
                        model,
                        trials(info),
                        info.inner("metrics").numbers(),
                        queryWeight(document),
                        document.whole("estimatedBytes")),
                fallback,
                TrainingCall.stored(
                        metadata,
                        graph.nodes().relationshipTypes(),
                        graph.features().selection(),
                        info.whole("interactions")));
    }

    private static double queryWeight(StoredDocument document) {
        double weight = document.number("queryWeight", Fit.UNTUNED_QUERY_WEIGHT);
        if (!(weight >= 0 && weight <= 1)) {
            throw StoredDocument.corrupt("the weight of its queries is wrong");
        }
        return weight;
    }

    private static List<Trial> trials(StoredDocument info) {
        return info.several("trials").stream()
                .map(trial -> new Trial(
                        trial.text("architecture"),
                        trial.inner("parameters").map(),
                        trial.number("ndcg"),
                        trial.number("recall"),
                        trial.number("seconds")))
                .toList();
    }
}
