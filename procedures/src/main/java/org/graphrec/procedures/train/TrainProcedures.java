package org.graphrec.procedures.train;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.gds.Bipartite;
import org.graphrec.procedures.gds.CallContext;
import org.graphrec.procedures.gds.MemoryGuard;
import org.graphrec.procedures.gds.ProgressMonitor;
import org.graphrec.procedures.gds.Projection;
import org.graphrec.procedures.graph.Spaces;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.fit.TrainingOptions;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Model;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.train}. */
public final class TrainProcedures extends CallContext {

    @Procedure(name = "rec.train", mode = Mode.READ)
    @Description("Trains a recommender on the interactions of a projected graph and keeps it under modelName.")
    public Stream<TrainRow> train(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.nanoTime();
        TrainConfig config = TrainConfig.read(configuration);
        ModelCatalog catalog = new ModelCatalog(caller(), database.databaseName());
        catalog.requireFree(config.modelName());
        Projection projection = projection(graphName);
        try (ProgressMonitor monitor = monitor("rec.train", config.options().concurrency(), List.of("Read"))) {
            monitor.phase("Read", 1);
            Bipartite graph = Bipartite.read(projection, config.selection());
            List<String> spaces = spaces(graph);
            MemoryGuard.require("rec.train", peakBytes(graph, config));
            Fit fit = Trainer.fit(graph.interactions(), graph.featureMatrix(), config.options(), monitor);
            TrainedModel model = new TrainedModel(
                    config.modelName(),
                    graph,
                    spaces,
                    config.live(graph.relationshipTypes()),
                    fit,
                    popularity(graph, config.options()),
                    config.configuration(),
                    ZonedDateTime.now(ZoneOffset.UTC));
            catalog.add(model);
            long millis = (System.nanoTime() - start) / 1_000_000;
            return Stream.of(new TrainRow(model.info(), millis, config.configuration()));
        }
    }

    /** The encoder's space of each feature property, "" where its vectors say nothing of their origin. */
    private List<String> spaces(Bipartite graph) {
        return graph.features() == null
                ? List.of()
                : graph.features().blocks().stream()
                        .map(block -> Spaces.of(transaction, graph.items(), block.property()))
                        .toList();
    }

    private static Model popularity(Bipartite graph, TrainingOptions o) {
        TrainingOptions options = new TrainingOptions(
                Architecture.POPULARITY, o.validationFraction(), o.topK(), o.rank(), o.randomSeed(), o.concurrency());
        return Trainer.fit(graph.interactions(), null, options, Monitor.SILENT).model();
    }

    private static long peakBytes(Bipartite graph, TrainConfig config) {
        return Trainer.peakBytes(
                graph.users().size(),
                graph.items().size(),
                graph.interactions().size(),
                graph.features() == null ? 0 : graph.featureMatrix().columns(),
                config.options());
    }
}
