// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.training.feedback.ClickRates;
import org.graphrec.training.feedback.RateDifference;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.feedback.*}. */
public final class FeedbackProcedures extends CallContext {

    @Procedure(name = "rec.feedback.write", mode = Mode.WRITE)
    @Description(
            "Records what a user did with an item that a run of rec.recommend.show showed them, such as 'click', as a"
                    + " relationship REC_FEEDBACK.")
    public Stream<FeedbackWriteRow> write(
            @Name("runId") String runId,
            @Name("user") Node user,
            @Name("item") Node item,
            @Name(value = "event", defaultValue = "click") String event) {
        return call("rec.feedback.write")
                .writes()
                .on(() -> shown(runId, user, item, event))
                .row((call, shown) -> {
                    Relationship happened = user.createRelationshipTo(item, WrittenTypes.FEEDBACK);
                    Object model = shown.getProperty(WrittenTypes.MODEL, "");
                    happened.setProperty(Shows.RUN, runId);
                    happened.setProperty(Shows.EVENT, event);
                    happened.setProperty(WrittenTypes.MODEL, model);
                    happened.setProperty(Shows.AT, ZonedDateTime.now(ZoneOffset.UTC));
                    return new FeedbackWriteRow(
                            runId,
                            String.valueOf(model),
                            shown.getProperty(Shows.RANK, null) instanceof Long rank ? rank : 0,
                            String.valueOf(shown.getProperty(Shows.CHANNEL, "")),
                            shown.getProperty(Shows.AT, null) instanceof ZonedDateTime time ? time : null);
                });
    }

    private static Relationship shown(String runId, Node user, Node item, String event) {
        String missing = runId == null
                ? "runId"
                : user == null ? "user" : item == null ? "item" : event == null || event.isBlank() ? "event" : null;
        if (missing != null) {
            throw new IllegalArgumentException("The value of `" + missing
                    + "` is missing. `rec.feedback.write` needs the `runId` of a list that was shown, a `user` and an"
                    + " `item` of it, and an `event` such as 'click'.");
        }
        Relationship shown = Shows.find(user, item, runId);
        if (shown == null) {
            throw new IllegalArgumentException(
                    "The value of `runId` must be a run that showed this item to this user but"
                            + " was `" + Config.shown(runId)
                            + "`. Show lists with `rec.recommend.show`, and pass its `runId`.");
        }
        return shown;
    }

    @Procedure(name = "rec.feedback.stats", mode = Mode.READ)
    @Description(
            "Returns how often recommendations were clicked, for each model and each of its channels: the share of what"
                    + " was shown (CTR), and the same corrected for the ranks, both with 95 % intervals.")
    public Stream<FeedbackStatsRow> stats(
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.feedback.stats")
                .config(configuration, FeedbackConfig::read)
                .reserve(config -> FeedbackRates.memory(transaction))
                .rows((call, config) -> new FeedbackTable(transaction, config, call).rows());
    }

    @Procedure(name = "rec.feedback.compare", mode = Mode.READ)
    @Description(
            "Compares two models by the clicks on what they showed: the difference of their corrected rates, with a"
                    + " 95 % interval and a p-value. Users who saw both are compared with themselves.")
    public Stream<FeedbackCompareRow> compare(
            @Name("modelName") String modelName,
            @Name("otherModelName") String otherModelName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.feedback.compare")
                .config(configuration, FeedbackConfig::read)
                .reserve(config -> FeedbackRates.memory(transaction))
                .row((call, config) -> {
                    FeedbackTable table = new FeedbackTable(transaction, config, call);
                    requireShown("modelName", modelName, table.models());
                    requireShown("otherModelName", otherModelName, table.models());
                    return compared(modelName, otherModelName, table.of(modelName, otherModelName));
                });
    }

    private static void requireShown(String key, String model, List<String> models) {
        if (model == null || !models.contains(model)) {
            throw new IllegalArgumentException("The value of `" + key + "` must be the name of a model that showed"
                    + " something but was `" + Config.shown(model) + "`."
                    + Suggestions.didYouMeanOneOf(model, models)
                    + (models.isEmpty() ? " Nothing has been shown yet: use `rec.recommend.show`." : ""));
        }
    }

    private static FeedbackCompareRow compared(String one, String other, ClickRates rates) {
        RateDifference difference = rates.difference(0, one.equals(other) ? 0 : 1);
        boolean known = !Double.isNaN(difference.value());
        return new FeedbackCompareRow(
                one,
                other,
                FeedbackStatsRow.value(rates.corrected(0)),
                FeedbackStatsRow.value(rates.corrected(one.equals(other) ? 0 : 1)),
                known ? difference.value() : null,
                known
                        ? List.of(
                                difference.interval().low(),
                                difference.interval().high())
                        : null,
                known ? difference.pValue() : null,
                rates.users(0),
                rates.users(one.equals(other) ? 0 : 1),
                difference.usersOfBoth());
    }
}
