// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.model.TrainingCall;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Transfer;
import org.graphrec.training.model.Model;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.transfer}. */
public final class TransferProcedures extends CallContext {

    @Procedure(name = "rec.model.transfer", mode = Mode.READ)
    @Description("Applies a model that learned from texts to another projected graph with the same encoder,"
            + " without training, and keeps the result under a new modelName.")
    public Stream<TrainRow> transfer(
            @Name("fromModelName") String fromModelName,
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.model.transfer")
                .config(configuration, TransferConfig::read)
                .threads(TransferConfig::concurrency)
                .phases("Read", "Compare histories", "Transfer")
                .on(config -> new Move(ModelCatalog.of(this).model(fromModelName), config))
                .row((call, move) -> {
                    TrainedModel model = ModelCatalog.of(this)
                            .recordTraining(
                                    move.config().modelName(),
                                    catalog -> transferred(graphName, move.source(), move.config(), catalog, call));
                    return TrainProcedures.row(model, call.lap(), move.config().configuration());
                });
    }

    /** A model, and how it is taken to another graph. */
    private record Move(TrainedModel source, TransferConfig config) {
        private Move {
            config = config.withFeaturesOf(source);
        }
    }

    /** The relations that a model was trained with. */
    private static List<String> relations(TrainedModel source) {
        return source.live().context().relations().stream()
                .map(RelationReading::name)
                .distinct()
                .toList();
    }

    private TrainedModel transferred(
            String graphName, TrainedModel source, TransferConfig config, ModelCatalog catalog, RunningCall call) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName())) {
            call.phase("Read", 1);
            Projection projection = projection(graphName);
            call.reserve(2 * Bipartite.bytes(projection, config.selection()));
            LearnedGraph learned = LearnedGraph.read(
                    call.transactions(),
                    projection,
                    config.selection(),
                    new LearnedGraph.Options(false, false, null, config.concurrency()),
                    call);
            Bipartite graph = learned.graph();
            if (graph.features() == null) {
                throw new IllegalArgumentException(
                        "The value of `fromModelName` must be the name of a model with texts but `" + source.name()
                                + "` was trained without `featureProperties`.");
            }
            List<String> spaces = RankingTraining.spaces(transaction, graph);
            source.requireSpaces(spaces);
            call.phase("Transfer", 1);
            Model model = Transfer.of(
                    source.fit().model(),
                    relations(source),
                    graph.interactions(),
                    graph.featureMatrix(),
                    config.concurrency(),
                    call);
            TrainedModel transferred = new TrainedModel(
                    config.modelName(),
                    graph.nodes(),
                    graph.itemFeatures(spaces),
                    learned.reading(),
                    new Fit(model, List.of(), Map.of(), source.fit().queryWeight(), 0),
                    RankingTraining.popularity(graph),
                    TrainingCall.endedNow(
                            config.selection(),
                            config.configuration(),
                            graph.interactions().size()));
            reservation.fulfil(transferred);
            return transferred;
        }
    }
}
