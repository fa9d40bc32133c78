// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.time.ZonedDateTime;

/** The row of `rec.feedback.write`: the recommendation that the event belongs to. */
public record FeedbackWriteRow(String runId, String modelName, long rank, String channel, ZonedDateTime shownAt) {}
