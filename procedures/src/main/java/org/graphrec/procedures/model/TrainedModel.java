// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.model.TrainingReport;
import org.graphrec.training.tune.Trial;

/**
 * A model, and what it takes to use it on the live graph.
 *
 * @param name unique among the owner's models on its database
 * @param graph the nodes behind the model's rows
 * @param features of the items
 * @param live how the history of a user is read from the database
 * @param fit the model and how it was found
 * @param fallback ranks items for a user of whom nothing is known
 * @param call the call that trained it
 */
public record TrainedModel(
        String name,
        ModelNodes graph,
        ItemFeatures features,
        GraphReading live,
        Fit fit,
        Popularity fallback,
        TrainingCall call)
        implements InteractionModel {

    /**
     * Refuses vectors of other encoders than the model was trained with.
     *
     * @param others the space of each feature property of another graph, "" where unknown
     */
    public void requireSpaces(List<String> others) {
        List<String> spaces = features.live().spaces();
        for (int b = 0; b < Math.max(others.size(), spaces.size()); b++) {
            String own = b < spaces.size() ? spaces.get(b) : "none";
            String other = b < others.size() ? others.get(b) : "none";
            if (!own.isEmpty() && !other.isEmpty() && !own.equals(other)) {
                throw new IllegalArgumentException(
                        "The value of `featureProperties` must name vectors of the space `" + own
                                + "`, as the model `" + name + "` was trained with, but they are of `" + other
                                + "`. Write them with `rec.embed.nodes.write` and that encoder.");
            }
        }
    }

    @Override
    public TrainedModel withName(String newName) {
        return new TrainedModel(newName, graph, features, live, fit, fallback, call);
    }

    @Override
    public TrainedModel withoutUser(long userId) {
        int row = graph.users().row(userId);
        return row < 0
                ? this
                : new TrainedModel(
                        name,
                        graph.withoutUser(row),
                        features,
                        live.withoutUser(row),
                        fit.with(fit.model().withoutUser(row, graph.items().row(userId))),
                        fallback,
                        call);
    }

    @Override
    public ModelType type() {
        return ModelType.RECOMMENDER;
    }

    @Override
    public Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("modelName", name);
        info.put("modelType", type().shown());
        info.put("architecture", fit.model().architecture());
        info.put("metrics", fit.metrics());
        info.put("parameters", fit.model().parameters());
        info.put("queryWeight", fit.queryWeight());
        info.put("trials", fit.trials().stream().map(TrainedModel::row).toList());
        List<Map<String, Object>> epochs = epochs(fit.model());
        if (!epochs.isEmpty()) {
            info.put("epochs", epochs);
        }
        info.put("identity", graph.knownBy());
        info.put("users", (long) graph.users().size());
        info.put("items", (long) graph.items().size());
        info.put("interactions", call.interactions());
        info.putAll(call.origin().info());
        info.put("histories", live.info());
        return info;
    }

    /** How the training in epochs went: of each epoch the loss and, on the holdout, the NDCG. */
    private static List<Map<String, Object>> epochs(Model model) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TrainingReport report : model.trainingReports()) {
            for (EpochReport epoch : report.epochs()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("architecture", report.architecture());
                row.put("epoch", (long) epoch.epoch());
                row.put("loss", epoch.loss());
                row.put("ndcg", Double.isNaN(epoch.ndcg()) ? null : epoch.ndcg());
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, Object> row(Trial trial) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("architecture", trial.architecture());
        row.put("parameters", trial.parameters());
        row.put("ndcg", trial.ndcg());
        row.put("recall", trial.recall());
        row.put("seconds", trial.seconds());
        return row;
    }
}
