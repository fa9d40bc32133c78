// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.util.List;
import org.graphrec.procedures.live.StoreCounts;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Transaction;

/** Click rates of all that was shown, for those who show them. */
public final class FeedbackRates {
    private FeedbackRates() {}

    /** An upper bound on the memory that it takes to read what was shown. */
    public static MemoryNeed memory(Transaction transaction) {
        return MemoryNeed.ofHeap(
                "feedback",
                FeedbackTable.bytes(StoreCounts.relationships(transaction, WrittenTypes.SHOWN.name())
                        + StoreCounts.relationships(transaction, WrittenTypes.FEEDBACK.name())));
    }

    /** A row of each model, and behind it one of each of its channels. */
    public static List<FeedbackStatsRow> of(Transaction transaction, String event, Monitor monitor) {
        return new FeedbackTable(transaction, new FeedbackConfig(event, null, null, List.of()), monitor).rows();
    }
}
