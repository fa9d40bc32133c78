// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.PairTally;
import org.graphrec.procedures.projection.ProjectedContext;
import org.graphrec.procedures.projection.ProjectedInteractions;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.tune.TrainingOptions;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.train}. */
public final class TrainProcedures extends CallContext {
    @Procedure(name = "rec.train", mode = Mode.READ)
    @Description(
            "Trains a recommender on the interactions of a projected graph, or with objective 'rating' a predictor of"
                    + " ratings, and keeps it under modelName.")
    public Stream<TrainRow> train(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.train")
                .config(configuration, TrainConfig::read)
                .threads(config -> config.options().concurrency())
                .phases(config -> config.ratings() ? RatingTraining.PHASES : config.phases())
                .row((call, config) -> {
                    InteractionModel model = ModelCatalog.of(this)
                            .recordTraining(
                                    config.modelName(),
                                    catalog -> config.ratings()
                                            ? ratingPredictor(graphName, config, catalog, call)
                                            : trained(graphName, config, catalog, call));
                    return row(model, call.lap(), model.call().configuration());
                });
    }

    static TrainRow row(InteractionModel model, long trainMillis, Map<String, Object> configuration) {
        Map<String, Object> info = model.shownInfo();
        return new TrainRow(
                model.name(), model.architecture(), trainMillis, changed(model), metrics(info), info, configuration);
    }

    @SuppressWarnings("unchecked") // names of metrics, and what each came to
    private static Map<String, Object> metrics(Map<String, Object> info) {
        return (Map<String, Object>) info.get("metrics");
    }

    /** Interactions that came, went or changed since the projection was made. */
    private static Long changed(InteractionModel model) {
        GraphReading reading = model.live();
        return reading.counts() == null ? null : reading.counts().changedSinceProjection();
    }

    private TrainedModel trained(String graphName, TrainConfig config, ModelCatalog catalog, RunningCall call) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName())) {
            RankingTraining training = new RankingTraining(projection(graphName), config, call);
            LearnedGraph learned = training.read();
            List<String> spaces = RankingTraining.spaces(transaction, learned.graph());
            training.reserve(learned.graph());
            Fit fit = training.fit(learned.graph(), learned.graph().interactions());
            TrainedModel model = training.model(config.modelName(), learned, spaces, fit);
            reservation.fulfil(model);
            return model;
        }
    }

    private RatingPredictor ratingPredictor(
            String graphName, TrainConfig config, ModelCatalog catalog, RunningCall call) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName())) {
            Projection projection = projection(graphName);
            LearnedGraph learned = new RankingTraining(projection, config, call).read();
            Bipartite graph = learned.graph();
            requireRatings(learned);
            List<String> spaces = RankingTraining.spaces(transaction, graph);
            call.reserve(RankingTraining.memory(graph, config, config.options()));
            RatingPredictor model = RatingTraining.train(projection, learned, spaces, config, call);
            reservation.fulfil(model);
            return model;
        }
    }

    private static void requireRatings(LearnedGraph learned) {
        if (!learned.reading().rule().weighted()) {
            throw new IllegalArgumentException(
                    "No value specified for `relationshipWeightProperty`, which `objective: 'rating'` needs: the"
                            + " property of the relationships that holds the ratings.");
        }
    }

    @Procedure(name = "rec.train.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.train would need.")
    public Stream<EstimateRow> estimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.train.estimate")
                .config(configuration, TrainConfig::read)
                .row((call, config) -> {
                    Projection projection = projection(graphName);
                    MemoryNeed reading = RankingTraining.memoryOfReading(projection, config);
                    call.reserve(reading);
                    Bipartite graph = graph(projection, config);
                    TrainingOptions options = config.options().withMemoryBudgetBytes(MemoryGuard.allowed());
                    return EstimateRow.of(
                            "rec.train",
                            reading.and(RankingTraining.memory(graph, config, options)),
                            projection.nodeCount(),
                            projection.relationshipCount());
                });
    }

    /** What a call would learn from. */
    private static Bipartite graph(Projection projection, TrainConfig config) {
        ProjectedInteractions projected = ProjectedInteractions.of(projection, config.selection());
        Bipartite graph = Bipartite.of(projected, config.ratings(), new PairTally());
        return config.readsContext() ? graph.with(ProjectedContext.of(projected, config.context())) : graph;
    }
}
