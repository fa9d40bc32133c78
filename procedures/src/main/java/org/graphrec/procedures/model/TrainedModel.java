package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.gds.Bipartite;
import org.graphrec.procedures.graph.LiveHistory;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.model.Model;

/**
 * A model, and what it takes to use it on the live graph.
 *
 * @param name unique among the owner's models on its database
 * @param graph the nodes behind the model's rows; its interactions are not used after training
 * @param spaces the encoder's space of each feature property; "" where unknown
 * @param live how the history of a user is read from the database
 * @param fit the model and how it was found
 * @param fallback ranks items for a user of whom nothing is known
 * @param configuration the training call's configuration, defaults included
 * @param created when training ended
 */
public record TrainedModel(
        String name,
        Bipartite graph,
        List<String> spaces,
        LiveHistory live,
        Fit fit,
        Model fallback,
        Map<String, Object> configuration,
        ZonedDateTime created) {

    public TrainedModel {
        spaces = List.copyOf(spaces);
    }

    /** The architecture's name in Cypher. */
    public String type() {
        return fit.model().architecture().cypherName();
    }

    /** What `modelInfo` shows. */
    public Map<String, Object> info() {
        return Map.of(
                "modelName",
                name,
                "modelType",
                type(),
                "metrics",
                fit.metrics(),
                "parameters",
                fit.model().parameters(),
                "trials",
                fit.trials().stream()
                        .map(trial -> Map.of(
                                "architecture", trial.architecture(),
                                "parameters", trial.parameters(),
                                "ndcg", trial.ndcg(),
                                "recall", trial.recall(),
                                "seconds", trial.seconds()))
                        .toList(),
                "users",
                (long) graph.users().size(),
                "items",
                (long) graph.items().size(),
                "interactions",
                (long) graph.interactions().size());
    }
}
