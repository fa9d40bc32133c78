// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.InteractionRows;
import org.graphrec.procedures.projection.ProjectedInteractions;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.compare.Evaluation;
import org.graphrec.training.compare.EvaluationRow;
import org.graphrec.training.compare.InteractionLog;
import org.graphrec.training.compare.Partition;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.evaluate}. */
public final class EvaluateProcedures extends CallContext {

    @Procedure(name = "rec.evaluate", mode = Mode.READ)
    @Description("Measures a trained model on held-out interactions of a projected graph, with one row per"
            + " segment. A model that was trained on them is refused.")
    public Stream<EvaluateRow> evaluate(
            @Name("modelName") String modelName,
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.evaluate")
                // what is wrong with the configuration is said, and {help: true} answered, before any model is looked
                // up
                .config(configuration, map -> EvaluateConfig.read(map, null))
                .on(() -> held(modelName, configuration))
                .threads(held -> held.config().concurrency())
                .phases("Read", "Evaluate")
                .rows((call, held) -> {
                    EvaluateConfig config = held.config();
                    call.phase("Read", 1);
                    Projection projection = projection(graphName);
                    call.reserve(Bipartite.bytes(projection, config.selection()) + InteractionRows.bytes(projection));
                    ProjectedInteractions projected = ProjectedInteractions.of(projection, config.selection());
                    InteractionLog log = InteractionRows.read(
                                    projected,
                                    held.model().graph().items(),
                                    config.ratingProperty(),
                                    config.split().property())
                            .withLikesOf(likeThreshold(held.model()))
                            .with(EvaluatedContext.of(call.transactions().caller(), projected.users(), held.model()));
                    call.reserve(Evaluation.peakBytes(log.users(), log.items(), log.size(), config.concurrency()));
                    call.phase("Evaluate", log.users());
                    Evaluation evaluation = new Evaluation(
                            log,
                            config.split().options(),
                            config.measuring().k(),
                            config.measuring().randomSeed(),
                            config.concurrency(),
                            call);
                    return rows(evaluation, held.model(), config).stream()
                            .map(row -> EvaluateRow.of(modelName, row, config.configuration()))
                            .toList();
                });
    }

    /** A model, and how it is evaluated. */
    private record Held(InteractionModel model, EvaluateConfig config) {}

    private Held held(String modelName, Map<String, Object> configuration) {
        ModelCatalog catalog = ModelCatalog.of(this);
        InteractionModel model =
                catalog.anyModel(modelName) instanceof RatingPredictor predictor ? predictor : catalog.model(modelName);
        return new Held(model, EvaluateConfig.read(configuration, model));
    }

    /** What is a like to the model is one in its evaluation. */
    private static float likeThreshold(InteractionModel model) {
        return model instanceof TrainedModel recommender
                ? (float) recommender.live().rule().likeThreshold()
                : Float.NEGATIVE_INFINITY;
    }

    private static List<EvaluationRow> rows(Evaluation evaluation, InteractionModel model, EvaluateConfig config) {
        Partition partition = evaluation.partition();
        requireUnseen(model, partition);
        if (model instanceof RatingPredictor predictor) {
            return evaluation.rating(
                    partition, predictor.fit().model(), config.measuring().likeThreshold());
        }
        return evaluation.ranking(partition, ((TrainedModel) model).fit().model());
    }

    /** By number: a model that was trained on more than is left to it has seen some of what it is to predict. */
    private static void requireUnseen(InteractionModel model, Partition partition) {
        long trainedOn = model.call().interactions();
        int left = partition.training().size();
        if (trainedOn > left) {
            throw new IllegalArgumentException("The model `" + model.name() + "` was trained on " + trainedOn
                    + " interactions but only " + left + " are not held out: it has seen what it would have to"
                    + " predict. Train it on a projection without the held-out"
                    + " part, and name that part with `split: 'given'` and"
                    + " `splitProperty`; or compare architectures with"
                    + " `rec.compare`, which trains them itself.");
        }
    }
}
