// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.projection.Recipe;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.neo4j.graphdb.Transaction;

/**
 * A model that can be trained again as it was trained: one that ranks, or one of ratings.
 *
 * @param model the model
 * @param training the call that trained it
 * @param graphName the projection that it was trained on, or another that the caller names; null where none is known
 */
record RefreshedModel(InteractionModel model, TrainConfig training, String graphName) implements Refreshable {
    private static final String NAME = "modelName";

    /**
     * Looks at how a model was trained.
     *
     * @param graphName null: the graph that it was trained on
     * @throws IllegalArgumentException where it cannot be trained again so, with the way out
     */
    static RefreshedModel of(InteractionModel trained, String graphName) {
        Map<String, Object> configuration = trained.configuration();
        if (!configuration.containsKey("architecture")) {
            throw new IllegalArgumentException("The model `" + trained.name()
                    + "` was transferred from another one, not trained. Refresh that one, drop this one with"
                    + " `rec.model.drop`, and call `rec.model.transfer` again.");
        }
        if (configuration.containsKey("trainedBy")) {
            throw new IllegalArgumentException("The model `" + trained.name()
                    + "` was trained by a job outside the server. Run the job again, drop the model with"
                    + " `rec.model.drop`, and call `rec.model.import` again.");
        }
        Map<String, Object> options = new LinkedHashMap<>(configuration);
        options.put(NAME, trained.name());
        return new RefreshedModel(
                trained,
                TrainConfig.read(options),
                graphName != null ? graphName : trained.call().origin().graphName());
    }

    @Override
    public Recipe recipe(ProjectedGraphs graphs) {
        GraphReading reading = model.live();
        Map<String, Object> declared = reading.declared().map();
        boolean filtered = !reading.users().conditions().isEmpty()
                || !reading.items().conditions().isEmpty()
                || reading.interactions().stream()
                        .anyMatch(one -> !one.conditions().isEmpty());
        if (!declared.isEmpty() && !filtered) {
            return Recipe.of(Declaration.read(declared));
        }
        return remembered(graphs);
    }

    @Override
    public String trainedOn() {
        return model.call().origin().graphName();
    }

    @Override
    public int concurrency() {
        return training.options().concurrency();
    }

    @Override
    public List<String> phases() {
        return training.ratings() ? RatingTraining.PHASES : training.phases();
    }

    @Override
    public Renewal renewal(Projection projection, Transaction transaction, RunningCall call) {
        RankingTraining again = new RankingTraining(projection, training, call);
        LearnedGraph learned = again.read();
        return new InteractionRenewal(
                model, again, learned, RankingTraining.spaces(transaction, learned.graph()), transaction);
    }
}
