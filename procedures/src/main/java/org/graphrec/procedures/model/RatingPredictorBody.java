package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.graph.LiveFeatures;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingModel;
import org.graphrec.training.rating.RatingTrial;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.RatingModelCodec;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** {@link RatingPredictor} in a file. */
final class RatingPredictorBody implements ModelBody<RatingPredictor> {
    private static final String PREFIX = "ratings.";

    @Override
    public Class<RatingPredictor> type() {
        return RatingPredictor.class;
    }

    @Override
    public void write(RatingPredictor model, Map<String, Object> document, Map<String, Tensor> tensors) {
        new StoredGraph(model.graph(), List.of(), model.live()).write(document, tensors);
        document.put("features", features(model.features()));
        ModelParts parts = RatingModelCodec.apart(model.fit().model());
        document.put("model", Map.of("kind", parts.kind(), "settings", parts.settings()));
        parts.tensors().forEach((name, tensor) -> tensors.put(PREFIX + name, tensor));
    }

    @Override
    public RatingPredictor read(String name, ModelCard card, StoredDocument document, TensorFile file) {
        StoredGraph graph = StoredGraph.read(document, file);
        StoredDocument parts = document.inner("model");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((key, tensor) -> {
            if (key.startsWith(PREFIX)) {
                tensors.put(key.substring(PREFIX.length()), tensor);
            }
        });
        RatingModel model = RatingModelCodec.together(
                new ModelParts(parts.text("kind"), parts.inner("settings").map(), tensors));
        LiveFeatures features = features(document);
        if (model.items() != graph.nodes().items().size() || !reads(model, features)) {
            throw StoredDocument.corrupt("its model is not of its items");
        }
        StoredDocument info = document.inner("modelInfo");
        return new RatingPredictor(
                name,
                graph.nodes(),
                graph.live(),
                features,
                new RatingFit(model, trials(info), info.inner("metrics").numbers()),
                card.configuration(),
                card.created(),
                info.whole("interactions"));
    }

    /** Whether the texts of new items have the length that the model takes. */
    private static boolean reads(RatingModel model, LiveFeatures features) {
        return model.draws().stream()
                .map(draw -> draw.newItem().centre())
                .allMatch(centre -> centre == null || centre.length == features.dimension());
    }

    private static List<Object> features(LiveFeatures features) {
        List<Object> blocks = new ArrayList<>();
        for (LiveFeatures.Block block : features.blocks()) {
            blocks.add(Map.of(
                    "property", block.property(),
                    "dimension", block.dimension(),
                    "weight", block.weight(),
                    "space", block.space()));
        }
        return blocks;
    }

    private static LiveFeatures features(StoredDocument document) {
        return new LiveFeatures(document.several("features").stream()
                .map(block -> new LiveFeatures.Block(
                        block.text("property"), block.extent("dimension"), block.number("weight"), block.text("space")))
                .toList());
    }

    private static List<RatingTrial> trials(StoredDocument info) {
        return info.several("trials").stream()
                .map(trial -> new RatingTrial(
                        trial.inner("parameters").map(),
                        trial.number("rmse"),
                        trial.number("mae"),
                        trial.number("seconds")))
                .toList();
    }
}
