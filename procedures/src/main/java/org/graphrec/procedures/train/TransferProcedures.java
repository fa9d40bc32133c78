package org.graphrec.procedures.train;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.Projection;
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
    @Description(
            "Takes a model that knows texts to another projected graph with the same encoder, without training, and"
                    + " keeps it there under a new modelName.")
    public Stream<TrainRow> transfer(
            @Name("fromModelName") String fromModelName,
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.nanoTime();
        Config config = new Config(configuration);
        String modelName = config.requiredString("modelName");
        Bipartite.Selection given = selection(config);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        TrainedModel source = ModelCatalog.of(this).model(fromModelName);
        Map<String, Object> effective = new LinkedHashMap<>(config.effective());
        Bipartite.Selection selection = withFeaturesOf(source, given, effective.containsKey("featureWeights"));
        effective.put("featureProperties", selection.features().properties());
        effective.put("featureWeights", selection.features().weights());
        effective.put("transferredFrom", fromModelName);
        TrainedModel model = ModelCatalog.of(this)
                .recordTraining(
                        modelName,
                        catalog ->
                                transferred(catalog, modelName, source, graphName, selection, concurrency, effective));
        return Stream.of(new TrainRow(
                model.info(), (System.nanoTime() - start) / 1_000_000, TrainProcedures.changed(model), effective));
    }

    private static Bipartite.Selection selection(Config config) {
        return new Bipartite.Selection(
                config.string("sourceNodeLabel", null),
                config.string("targetNodeLabel", null),
                config.strings("relationshipTypes", List.of()),
                config.string("relationshipWeightProperty", null),
                config.string("relationshipTimeProperty", null),
                FeatureSelection.read(config, List.of()));
    }

    /** The features have to be those of the model, by other property names where the other graph has them so. */
    private static Bipartite.Selection withFeaturesOf(
            TrainedModel source, Bipartite.Selection given, boolean withWeights) {
        if (source.graph().features() == null) {
            return given;
        }
        FeatureSelection own = source.graph().features().selection();
        List<String> named = given.features().properties();
        FeatureSelection features = named.isEmpty() ? own : given.features();
        if (!named.isEmpty() && !withWeights && named.size() == own.properties().size()) {
            features = new FeatureSelection(named, own.weights());
        }
        return new Bipartite.Selection(
                given.sourceNodeLabel(),
                given.targetNodeLabel(),
                given.relationshipTypes(),
                given.relationshipWeightProperty(),
                given.relationshipTimeProperty(),
                features);
    }

    private TrainedModel transferred(
            ModelCatalog catalog,
            String modelName,
            TrainedModel source,
            String graphName,
            Bipartite.Selection selection,
            int concurrency,
            Map<String, Object> configuration) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(modelName);
                ProgressMonitor monitor =
                        monitor("rec.model.transfer", concurrency, List.of("Read", "Compare histories", "Transfer"))) {
            monitor.phase("Read", 1);
            Projection projection = projection(graphName);
            monitor.reserve(2 * Bipartite.bytes(projection, selection));
            LearnedGraph learned = LearnedGraph.read(
                    new OwnTransactions("rec.model.transfer", database, transaction),
                    projection,
                    selection,
                    new LearnedGraph.Options(false, false, concurrency),
                    monitor);
            Bipartite graph = learned.graph();
            if (graph.features() == null) {
                throw new IllegalArgumentException(
                        "The value of `fromModelName` must be the name of a model with texts but `" + source.name()
                                + "` was trained without `featureProperties`.");
            }
            List<String> spaces = TrainProcedures.spaces(transaction, graph);
            source.requireSpaces(spaces);
            monitor.phase("Transfer", 1);
            Model model = Transfer.of(
                    source.fit().model(), graph.interactions(), graph.featureMatrix(), concurrency, monitor);
            TrainedModel transferred = new TrainedModel(
                    modelName,
                    graph,
                    spaces,
                    learned.reading(),
                    new Fit(model, List.of(), Map.of(), source.fit().queryWeight(), 0),
                    TrainProcedures.popularity(graph),
                    configuration,
                    ZonedDateTime.now(ZoneOffset.UTC),
                    graph.interactions().size());
            reservation.fulfil(transferred);
            return transferred;
        }
    }
}
