// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.feedback.Shows;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.recommend.show}. */
public final class ShowProcedures extends CallContext {

    @Procedure(name = "rec.recommend.show", mode = Mode.WRITE)
    @Description(
            "Streams as rec.recommend.stream does, and records in the calling transaction what was shown, as relationships"
                    + " REC_SHOWN with runId, model, rank, channel and time, for rec.feedback.write and rec.feedback.stats.")
    public Stream<ShowRow> show(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.recommend.show")
                .writes()
                .config(configuration, map -> Show.read(modelName, map))
                .threads(show -> show.options().concurrency())
                .on(show -> show.to(ModelCatalog.of(this).model(modelName), users(users)))
                .reserve(Show::memory)
                .rows((call, show) -> {
                    List<Node> nodes = new ArrayList<>();
                    new Users(transaction, show.model()).resolve(show.users()).forEachRemaining(nodes::add);
                    Recommendations recommendations =
                            new Recommendations(transaction, show.model(), show.options(), termination());
                    return written(show, recommendations.rows(nodes, call));
                });
    }

    /** A run of a model: its id, what is asked for and by whom. */
    private record Show(String runId, RecommendOptions options, TrainedModel model, Object users) {
        private static Show read(String modelName, Map<String, Object> map) {
            if (modelName == null) {
                throw new IllegalArgumentException(
                        "The value of `modelName` must be the name of a model but was `null`:"
                                + " what a list without a model shows is not recorded. Use `rec.recommend.stream`, or train a"
                                + " model with `rec.train`.");
            }
            Config config = new Config(map);
            String runId = config.string("runId", null);
            RecommendOptions options = RecommendOptions.ofLists(config, false);
            return new Show(runId == null ? UUID.randomUUID().toString() : runId, options, null, null);
        }

        private Show to(TrainedModel found, Object someUsers) {
            return new Show(runId, options, found, someUsers);
        }

        private MemoryNeed memory() {
            int together = users instanceof List<?> list ? list.size() : 1;
            return MemoryNeed.ofHeap("lists", Recommendations.bytes(model, options, together));
        }
    }

    private static Object users(Object users) {
        if (users == null || "*".equals(users)) {
            throw new IllegalArgumentException("The value of `users` must be a node or a list of nodes but was `"
                    + Config.shown(users) + "`: a list is shown to users who are there. Write lists for all users with"
                    + " `rec.recommend.write`.");
        }
        return users;
    }

    private static List<ShowRow> written(Show show, List<RecommendRow> rows) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        List<ShowRow> shown = new ArrayList<>(rows.size());
        for (RecommendRow row : rows) {
            String channel = channel(row);
            Shows.write(
                    row.user(),
                    List.of(new Shows.Shown(row.item(), row.score(), row.rank(), channel)),
                    show.runId(),
                    show.model().name(),
                    now);
            shown.add(new ShowRow(
                    show.runId(),
                    show.model().name(),
                    row.user(),
                    row.item(),
                    row.score(),
                    row.rank(),
                    channel,
                    row.reasons()));
        }
        return shown;
    }

    /** The relation of the reason that contributes most, where reasons are known and it is by one; else the basis of the row. */
    private static String channel(RecommendRow row) {
        return row.reasons() == null
                ? row.basis()
                : row.reasons().stream()
                        .max(Comparator.comparingDouble(reason -> (Double) reason.get("contribution")))
                        .map(reason -> (String) reason.get("relation"))
                        .orElse(row.basis());
    }
}
