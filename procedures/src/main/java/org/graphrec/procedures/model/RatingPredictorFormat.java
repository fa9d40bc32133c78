// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.rating.Draw;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingModel;
import org.graphrec.training.rating.RatingModelCodec;
import org.graphrec.training.rating.RatingTrial;
import org.graphrec.training.rating.UserNodes;
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
        if (model.items() != graph.nodes().items().size() || !reads(model, features) || !reads(model, graph)) {
            throw StoredDocument.corrupt("its model does not match its items");
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
                .map(Draw::newItem)
                .allMatch(newItem -> newItem.centre() == null || newItem.textDimension() == features.dimension());
    }

    /** Whether the nodes that the model takes are those that the live graph is read for. */
    private static boolean reads(RatingModel model, StoredGraph graph) {
        AttributeVectors attributes = model.attributes();
        boolean fits = true;
        for (int r = 0; attributes != null && r < attributes.relations().length; r++) {
            int width = attributes.firsts()[r + 1] - attributes.firsts()[r];
            fits &= reads(graph, attributes.relations()[r], false, width);
        }
        UserNodes nodes = model.draws().isEmpty() ? null : model.draws().get(0).nodes();
        for (int k = 0; nodes != null && k < nodes.size(); k++) {
            fits &= reads(graph, nodes.relation(k), true, nodes.weights(k).length);
        }
        return fits;
    }

    private static boolean reads(StoredGraph graph, int relation, boolean ofUsers, int width) {
        List<RelationReading> relations = graph.live().context().relations();
        return relation < relations.size()
                && relations.get(relation).ends().fromUsers() == ofUsers
                && width
                        == relations
                                .get(relation)
                                .width(
                                        graph.nodes().users().size(),
                                        graph.nodes().items().size());
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
