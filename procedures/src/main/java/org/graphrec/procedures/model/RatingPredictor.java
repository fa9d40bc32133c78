// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingScale;
import org.graphrec.training.rating.RatingTrial;

/**
 * A model of ratings, and what it takes to use it on the live graph.
 *
 * @param graph the nodes behind the model's rows
 * @param live how the ratings of a user are read from the database
 * @param features how the text of an item is read that the model has no row of
 * @param fit the model and how it was found
 * @param call the call that trained it
 */
public record RatingPredictor(
        String name, ModelNodes graph, GraphReading live, LiveFeatures features, RatingFit fit, TrainingCall call)
        implements InteractionModel {

    @Override
    public RatingPredictor withName(String newName) {
        return new RatingPredictor(newName, graph, live, features, fit, call);
    }

    /** Nothing but the node's id is kept, and what the user's ratings said of their friends: the factors of users are not. */
    @Override
    public RatingPredictor withoutUser(long userId) {
        int row = graph.users().row(userId);
        return row < 0
                ? this
                : new RatingPredictor(
                        name,
                        graph.withoutUser(row),
                        live.withoutUser(row),
                        features,
                        new RatingFit(fit.model().withoutUser(row), fit.trials(), fit.metrics()),
                        call);
    }

    @Override
    public ModelType type() {
        return ModelType.RATING_PREDICTOR;
    }

    @Override
    public Map<String, Object> info() {
        RatingScale scale = fit.model().scale();
        Map<String, Object> ratingScale = new LinkedHashMap<>();
        ratingScale.put("mean", scale.mean());
        ratingScale.put("standardDeviation", scale.deviation());
        ratingScale.put("lowest", scale.lowest());
        ratingScale.put("highest", scale.highest());
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("modelName", name);
        info.put("modelType", type().shown());
        info.put("objective", "rating");
        info.put("metrics", fit.metrics());
        info.put("parameters", fit.model().parameters());
        info.put("trials", fit.trials().stream().map(RatingPredictor::row).toList());
        info.put("scale", ratingScale);
        info.put("identity", graph.knownBy());
        info.put("users", (long) graph.users().size());
        info.put("items", (long) graph.items().size());
        info.put("interactions", call.interactions());
        info.putAll(call.origin().info());
        info.put("histories", live.info());
        return info;
    }

    private static Map<String, Object> row(RatingTrial trial) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("parameters", trial.parameters());
        row.put("rmse", trial.rmse());
        row.put("mae", trial.mae());
        row.put("seconds", trial.seconds());
        return row;
    }
}
