// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.model.Popularity;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.popular.*} and {@code rec.trending.*}: the same for everybody, from the live graph, without a training. */
public final class PopularProcedures extends CallContext {

    @Procedure(name = "rec.popular.stream", mode = Mode.READ)
    @Description(
            "Streams the items that most users have, counted in the live graph, of a projected graph, a declaration or a"
                    + " model. Nothing is trained.")
    public Stream<RecommendRow> popular(
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.popular.stream")
                .config(configuration, map -> PopularConfig.read(map, false))
                .phases("Count")
                .on(this::asked)
                .reserve(this::memory)
                .rows(this::rows);
    }

    @Procedure(name = "rec.trending.stream", mode = Mode.READ)
    @Description(
            "Streams the items that most users have lately: each counts half as much for every halfLifeDays before the latest"
                    + " interaction. Nothing is trained.")
    public Stream<RecommendRow> trending(
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.trending.stream")
                .config(configuration, map -> PopularConfig.read(map, true))
                .phases("Count")
                .on(this::asked)
                .reserve(this::memory)
                .rows(this::rows);
    }

    private record Asked(PopularConfig config, GraphReading reading) {}

    private Asked asked(PopularConfig config) {
        return new Asked(config, config.reading(this, ModelCatalog.of(this)));
    }

    private MemoryNeed memory(Asked asked) {
        return Untrained.memory(transaction, asked.reading());
    }

    private List<RecommendRow> rows(RunningCall call, Asked asked) {
        call.phase("Count", Untrained.users(transaction, asked.reading()));
        LivePopularity counted = LivePopularity.read(transaction, asked.reading(), call);
        double halfLife = asked.config().halfLifeDays();
        if (halfLife > 0 && counted.timeless()) {
            throw new IllegalArgumentException(
                    "Interactions of `" + asked.config().name()
                            + "` have no times, so it is unknown what has been popular lately. Declare a `time`, or use"
                            + " `rec.popular.stream`.");
        }
        Popularity popularity = halfLife > 0 ? counted.ofLate(halfLife) : counted.ofAllTime();
        TrainedModel model = UntrainedModel.of(
                asked.config().name(), asked.reading(), counted.items(), ItemFeatures.NONE, popularity, popularity);
        return new Recommendations(transaction, model, asked.config().options(), termination())
                .rows((Node) null, call).stream().map(Untrained::row).toList();
    }
}
