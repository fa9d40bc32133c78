package org.graphrec.procedures.model;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingModel;
import org.graphrec.training.rating.RatingModelCodec;
import org.graphrec.training.rating.RatingTrial;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** {@link RatingPredictor} in a file. */
final class RatingPredictorFormat implements CatalogFormat<RatingPredictor> {
    private static final String PREFIX = "ratings.";

    @Override
    public Class<RatingPredictor> type() {
        return RatingPredictor.class;
    }

    @Override
    public void write(RatingPredictor model, Map<String, Object> document, Map<String, Tensor> tensors) {
        new StoredGraph(model.graph(), ItemFeatures.NONE, model.live()).write(document, tensors);
        document.put("features", StoredFeatures.write(model.features()));
        StoredParts.write(RatingModelCodec.encode(model.fit().model()), "model", PREFIX, document, tensors);
    }

    @Override
    public RatingPredictor read(String name, ModelMetadata metadata, StoredDocument document, TensorFile file) {
        StoredGraph graph = StoredGraph.read(document, file);
        RatingModel model = RatingModelCodec.decode(StoredParts.read("model", PREFIX, document, file));
        LiveFeatures features = StoredFeatures.read(document);
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
                TrainingCall.stored(
                        metadata,
                        graph.nodes().relationshipTypes(),
                        FeatureSelection.of(features),
                        info.whole("interactions")));
    }

    /** Whether the texts of new items have the length that the model takes. */
    private static boolean reads(RatingModel model, LiveFeatures features) {
        return model.draws().stream()
                .map(draw -> draw.newItem().centre())
                .allMatch(centre -> centre == null || centre.length == features.dimension());
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
