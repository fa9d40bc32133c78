package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.gds.Bipartite;
import org.graphrec.procedures.graph.LiveHistory;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trial;
import org.graphrec.training.model.Popularity;

/**
 * A model, and what it takes to use it on the live graph.
 *
 * @param name unique among the owner's models on its database
 * @param graph the nodes behind the model's rows; its interactions are null, as nothing needs them after training
 * @param spaces the encoder's space of each feature property; "" where unknown
 * @param live how the history of a user is read from the database
 * @param fit the model and how it was found
 * @param fallback ranks items for a user of whom nothing is known
 * @param configuration the training call's configuration, defaults included
 * @param created when training ended
 * @param interactions how many it was trained on
 */
public record TrainedModel(
        String name,
        Bipartite graph,
        List<String> spaces,
        LiveHistory live,
        Fit fit,
        Popularity fallback,
        Map<String, Object> configuration,
        ZonedDateTime created,
        long interactions)
        implements CatalogModel {

    public TrainedModel {
        spaces = List.copyOf(spaces);
        graph = new Bipartite(
                graph.users(),
                graph.items(),
                graph.sourceLabel(),
                graph.targetLabel(),
                graph.relationshipTypes(),
                null,
                graph.features());
    }

    @Override
    public TrainedModel withName(String newName) {
        return new TrainedModel(newName, graph, spaces, live, fit, fallback, configuration, created, interactions);
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
        info.put("architecture", fit.model().architecture().cypherName());
        info.put("metrics", fit.metrics());
        info.put("parameters", fit.model().parameters());
        info.put("queryWeight", fit.queryWeight());
        info.put("trials", fit.trials().stream().map(TrainedModel::row).toList());
        info.put("users", (long) graph.users().size());
        info.put("items", (long) graph.items().size());
        info.put("interactions", interactions);
        return info;
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
