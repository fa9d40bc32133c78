package org.graphrec.procedures.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.model.TrainingCall;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.ProjectedContext;
import org.graphrec.procedures.projection.ProjectedInteractions;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.projection.Tally;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.LikeThreshold;
import org.graphrec.training.fit.PopularItems;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.tune.TrainingOptions;
import org.neo4j.graphdb.Transaction;
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
                    return row(model, call.lap(), config.configuration());
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
            call.phase("Read", 1);
            Projection projection = projection(graphName);
            call.reserve(memoryOfReading(projection, config));
            LearnedGraph learned = learned(projection, config, call);
            Bipartite graph = learned.graph();
            List<String> spaces = spaces(transaction, graph);
            TrainingOptions options = config.options().withMemoryBudgetBytes(MemoryGuard.allowed());
            call.reserve(memory(graph, config, options));
            Fit fit = Trainer.fit(
                    config.architecture(),
                    graph.interactions(),
                    graph.featureMatrix(),
                    config.targetProperty() == null
                            ? null
                            : ItemTargets.read(projection, graph.items(), config.targetProperty()),
                    options,
                    call);
            TrainedModel model = new TrainedModel(
                    config.modelName(),
                    graph.nodes(),
                    graph.itemFeatures(spaces),
                    learned.reading(),
                    fit,
                    popularity(graph),
                    TrainingCall.endedNow(
                            config.selection(),
                            config.configuration(),
                            graph.interactions().size()));
            reservation.fulfil(model);
            return model;
        }
    }

    private RatingPredictor ratingPredictor(
            String graphName, TrainConfig config, ModelCatalog catalog, RunningCall call) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName())) {
            call.phase("Read", 1);
            Projection projection = projection(graphName);
            call.reserve(memoryOfReading(projection, config));
            LearnedGraph learned = learned(projection, config, call);
            Bipartite graph = learned.graph();
            requireRatings(learned);
            List<String> spaces = spaces(transaction, graph);
            call.reserve(memory(graph, config, config.options()));
            RatingPredictor model = RatingTraining.train(graph, spaces, learned.reading(), config, call);
            reservation.fulfil(model);
            return model;
        }
    }

    private static LearnedGraph learned(Projection projection, TrainConfig config, RunningCall call) {
        LearnedGraph learned = LearnedGraph.read(
                call.transactions(),
                projection,
                config.selection(),
                new LearnedGraph.Options(
                        config.ratings(),
                        config.histories().kept(),
                        config.readsContext() ? config.context() : null,
                        config.options().concurrency()),
                call);
        return config.ratings() ? learned : withLikes(learned, projection, config, call);
    }

    /** Of weights on a rating scale, those above a threshold are likes: the one asked for, or the one that the holdout favours. */
    private static LearnedGraph withLikes(
            LearnedGraph learned, Projection projection, TrainConfig config, RunningCall call) {
        boolean weighted = learned.reading().rule().weighted();
        if (config.histories().likeThreshold() != null) {
            if (!weighted) {
                throw new IllegalArgumentException("No value specified for `relationshipWeightProperty`, which"
                        + " `likeThreshold` is a value of.");
            }
            return learned.withLikeThreshold(config.histories().likeThreshold());
        }
        boolean declared = projection.declaration().map(Declaration::saysLikes).orElse(false);
        if (!weighted || declared || learned.reading().amounts()) {
            return learned;
        }
        Interactions likes = learned.graph().interactions();
        call.reserve(LikeThreshold.peakBytes(likes.users(), likes.items(), likes.size(), config.options()));
        LikeThreshold.Choice choice = LikeThreshold.choose(likes, config.options(), call);
        boolean all = Double.isNaN(choice.threshold())
                || choice.threshold() == choice.trials().get(0).threshold();
        return all ? learned : learned.withLikeThreshold(choice.threshold());
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
                    MemoryNeed reading = memoryOfReading(projection, config);
                    call.reserve(reading);
                    Bipartite graph = graph(projection, config);
                    TrainingOptions options = config.options().withMemoryBudgetBytes(MemoryGuard.allowed());
                    return EstimateRow.of(
                            "rec.train",
                            reading.and(memory(graph, config, options)),
                            projection.nodeCount(),
                            projection.relationshipCount());
                });
    }

    /** What a call would learn from. */
    private static Bipartite graph(Projection projection, TrainConfig config) {
        ProjectedInteractions projected = ProjectedInteractions.of(projection, config.selection());
        Bipartite graph = Bipartite.of(projected, config.ratings(), new Tally());
        return config.readsContext() ? graph.with(ProjectedContext.of(projected, config.context())) : graph;
    }

    /** The encoder's space of each feature property, "" where its vectors say nothing of their origin. */
    static List<String> spaces(Transaction transaction, Bipartite graph) {
        return graph.features() == null
                ? List.of()
                : graph.features().blocks().stream()
                        .map(block -> Spaces.of(transaction, graph.items(), block.property()))
                        .toList();
    }

    static Popularity popularity(Bipartite graph) {
        return PopularItems.of(graph.interactions());
    }

    private static MemoryNeed memoryOfReading(Projection projection, TrainConfig config) {
        return MemoryNeed.ofHeap("graph", Bipartite.bytes(projection, config.selection()));
    }

    /** What fitting needs; {@code options} are those of the call, with what it may have of the heap. */
    private static MemoryNeed memory(Bipartite graph, TrainConfig config, TrainingOptions options) {
        if (config.ratings()) {
            return MemoryNeed.ofHeap("fit", RatingTraining.peakBytes(graph, options));
        }
        return MemoryNeed.ofHeap("fit", peakBytes(graph, config, options)).withOutside(nativeBytes(graph, config));
    }

    private static long nativeBytes(Bipartite graph, TrainConfig config) {
        return config.architecture().nativeBytes(graph.items().size(), graph.featureDimension());
    }

    private static long peakBytes(Bipartite graph, TrainConfig config, TrainingOptions options) {
        return Trainer.peakBytes(
                config.architecture(),
                graph.users().size(),
                graph.items().size(),
                graph.interactions().size(),
                graph.featureDimension(),
                graph.interactions().context(),
                options);
    }
}
