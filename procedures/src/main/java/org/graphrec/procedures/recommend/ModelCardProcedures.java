// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.card}. */
public final class ModelCardProcedures extends CallContext {

    @Procedure(name = "rec.model.card", mode = Mode.READ)
    @Description(
            "Describes a recommender in plain words, in English ('en') or Chinese ('zh'): what it learned from, what counts"
                    + " and how much (measured), how well it does, and how users can change what they see.")
    public Stream<ModelCardRow> card(
            @Name("modelName") String modelName, @Name(value = "language", defaultValue = "en") String language) {
        return call("rec.model.card")
                .on(() -> new Asked(ModelCatalog.of(this).model(modelName), CardText.of(language)))
                .phases("Measure")
                .reserve(asked -> MemoryNeed.ofHeap(
                        "lists", Recommendations.bytes(asked.model(), OPTIONS, MeasuredShares.MOST_USERS)))
                .rows((call, asked) -> {
                    call.phase("Measure", MeasuredShares.MOST_USERS);
                    MeasuredShares shares = MeasuredShares.of(transaction, asked.model(), OPTIONS, call);
                    return List.of(
                            ModelCard.purpose(asked.model(), asked.text()),
                            ModelCard.data(asked.model(), asked.text()),
                            ModelCard.shares(shares, asked.text()),
                            ModelCard.quality(asked.model(), asked.text()),
                            ModelCard.change(asked.text()));
                });
    }

    private static final RecommendOptions OPTIONS =
            RecommendOptions.read(Map.of("k", (long) MeasuredShares.LISTED, "explain", true), false);

    private record Asked(TrainedModel model, CardText text) {}
}
