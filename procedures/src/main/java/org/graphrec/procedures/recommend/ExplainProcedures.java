// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.reading.GraphReading;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.explain.*}. */
public final class ExplainProcedures extends CallContext {

    @Procedure(name = "rec.explain.stream", mode = Mode.READ)
    @Description("Streams the parts that add up to an item's score for a user: what each item of the history"
            + " contributes, through the graph and through texts, and what the query contributes; with a"
            + " path, and the rank without that item.")
    public Stream<ExplainRow> explain(
            @Name("modelName") String modelName,
            @Name("user") Object user,
            @Name("item") Node item,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return modelName == null ? untrained(user, item, configuration) : trained(modelName, user, item, configuration);
    }

    private Stream<ExplainRow> untrained(Object user, Node item, Map<String, Object> configuration) {
        return call("rec.explain.stream")
                .config(configuration, UntrainedConfig::ofRow)
                .on(config -> new WithoutModel(config, config.source().reading(graphs(), transaction)))
                .reserve(asked -> Untrained.memory(transaction, asked.reading()))
                .rows((call, asked) -> new Untrained(
                                transaction, asked.reading(), asked.config(), graphs(), termination())
                        .explain(
                                new Users(
                                                transaction,
                                                asked.reading(),
                                                asked.config().source().name())
                                        .resolve(user)
                                        .next(),
                                item,
                                call));
    }

    private record WithoutModel(UntrainedConfig config, GraphReading reading) {}

    private Stream<ExplainRow> trained(String modelName, Object user, Node item, Map<String, Object> configuration) {
        return call("rec.explain.stream")
                .config(configuration, map -> RecommendOptions.ofRow(new Config(map)))
                .on(options -> new Asked(ModelCatalog.of(this).model(modelName), options))
                .reserve(asked -> MemoryNeed.ofHeap("scores", Recommendations.bytes(asked.model(), asked.options(), 1)))
                .rows((call, asked) -> new Recommendations(transaction, asked.model(), asked.options(), termination())
                        .explain(
                                new Users(transaction, asked.model())
                                        .resolve(user)
                                        .next(),
                                item));
    }

    @Procedure(name = "rec.explain.text", mode = Mode.READ)
    @Description(
            "Says in a few sentences why an item has its rank for a user: template sentences, in English or Chinese,"
                    + " from the parts that rec.explain.stream streams, and from nothing else. With `phrased`, a chat service"
                    + " that the operator set puts them into other words.")
    public Stream<ExplainTextRow> text(
            @Name("modelName") String modelName,
            @Name("user") Object user,
            @Name("item") Node item,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.explain.text")
                .config(configuration, ExplainTextConfig::read)
                .on(config -> new ToldInWords(ModelCatalog.of(this).model(modelName), config))
                .reserve(asked -> MemoryNeed.ofHeap(
                        "scores",
                        Recommendations.bytes(asked.model(), asked.config().options(), 1)))
                .row((call, asked) -> {
                    Recommendations answers = new Recommendations(
                            transaction, asked.model(), asked.config().options(), termination());
                    Node asking =
                            new Users(transaction, asked.model()).resolve(user).next();
                    ExplainTextRow told = new ExplanationText(asked.config()).of(item, answers.explain(asking, item));
                    return asked.config().phrased()
                            ? ChatEndpoint.phrased(told, asked.config().language(), call::assertRunning)
                            : told;
                });
    }

    private record ToldInWords(TrainedModel model, ExplainTextConfig config) {}

    private record Asked(TrainedModel model, RecommendOptions options) {}
}
