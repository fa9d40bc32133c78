// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.procedures.model.CatalogModel;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Recipe;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;

/**
 * A model that can be trained again as it was trained: one that ranks, or one of ratings.
 *
 * @param model the model
 * @param training the call that trained it
 * @param graphName the projection that it was trained on, or another that the caller names; null where none is known
 */
record RefreshedModel(InteractionModel model, TrainConfig training, String graphName) {
    private static final String NAME = "modelName";

    /**
     * Looks at how a model was trained.
     *
     * @throws IllegalArgumentException where it cannot be trained again so, with the way out
     */
    static RefreshedModel of(CatalogModel model, String graphName) {
        if (!(model instanceof InteractionModel trained)) {
            throw new IllegalArgumentException("The value of `modelName` must be the name of a model that ranks, or"
                    + " that predicts ratings, but `" + model.name() + "` is a "
                    + model.type().shown()
                    + ". Project its graph again, drop it with `rec.model.drop`, and train it again.");
        }
        Map<String, Object> configuration = trained.configuration();
        if (!configuration.containsKey("architecture")) {
            throw new IllegalArgumentException("The model `" + model.name()
                    + "` was transferred from another one, not trained. Refresh that one, drop this one with"
                    + " `rec.model.drop`, and call `rec.model.transfer` again.");
        }
        if (configuration.containsKey("trainedBy")) {
            throw new IllegalArgumentException("The model `" + model.name()
                    + "` was trained by a job outside the server. Run the job again, drop the model with"
                    + " `rec.model.drop`, and call `rec.model.import` again.");
        }
        Map<String, Object> options = new LinkedHashMap<>(configuration);
        options.put(NAME, model.name());
        return new RefreshedModel(
                trained,
                TrainConfig.read(options),
                graphName != null ? graphName : trained.call().origin().graphName());
    }

    /**
     * How its projection is made again: by the declaration that it keeps, or as GDS made the graph that it was trained on.
     *
     * @throws IllegalArgumentException where neither tells, with the way out
     */
    Recipe recipe(ProjectedGraphs graphs) {
        GraphReading reading = model.live();
        Map<String, Object> declared = reading.declared().map();
        boolean filtered = !reading.users().conditions().isEmpty()
                || !reading.items().conditions().isEmpty()
                || reading.interactions().stream()
                        .anyMatch(one -> !one.conditions().isEmpty());
        if (!declared.isEmpty() && !filtered) {
            return Recipe.of(Declaration.read(declared));
        }
        if (graphName == null) {
            throw new IllegalArgumentException("It is unknown on which graph the model `" + model.name()
                    + "` was trained. Name one that is projected in the same way with `graphName`.");
        }
        return graphs.recipe(graphName)
                .orElseThrow(() -> new IllegalArgumentException("The graph `" + graphName + "`, on which the model `"
                        + model.name() + "` was trained, is projected no longer, and the model keeps no declaration of"
                        + " it. Project it again, or name another with `graphName`; a graph that is declared with"
                        + " `rec.graph.project` need not stay projected."));
    }

    /** What messages call its graph. */
    String shownName() {
        return graphName == null ? model.name() : graphName;
    }
}
