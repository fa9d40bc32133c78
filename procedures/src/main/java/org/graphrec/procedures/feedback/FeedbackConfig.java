// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.reading.DeclaredInteraction;
import org.graphrec.procedures.reading.InteractionReading;

/**
 * Which feedback is counted.
 *
 * @param event what counts as a click, of what {@code rec.feedback.write} recorded
 * @param feedback what counts as a click instead: something that users do in the graph anyway; null: the event
 * @param since what was shown earlier does not count; null: all
 * @param runIds the runs; empty: all
 */
record FeedbackConfig(String event, InteractionReading feedback, ZonedDateTime since, List<String> runIds) {

    static FeedbackConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String event = config.string("event", "click");
        boolean named = config.object("event", "String") != null;
        DeclaredInteraction feedback = DeclaredInteraction.readTimed(config, "feedback");
        if (feedback != null && named) {
            config.problem("The value of `event` must be left out with `feedback`, which says what counts as a click.");
        }
        Object since = config.object("since", "DATETIME");
        if (since != null && !(since instanceof ZonedDateTime)) {
            config.wrong("since", "a DATETIME, such as `datetime() - duration('P7D')`,", since);
        }
        List<String> runIds = config.strings("runIds", List.of());
        config.check();
        return new FeedbackConfig(event, feedback == null ? null : feedback.fastest(), (ZonedDateTime) since, runIds);
    }

    boolean counts(Object runId, Object at) {
        boolean late = since == null || (at instanceof ZonedDateTime time && !time.isBefore(since));
        return late && (runIds.isEmpty() || runIds.contains(runId));
    }
}
