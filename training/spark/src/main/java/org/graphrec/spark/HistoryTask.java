// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import org.graphrec.training.graph.Events;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.PairRule;

/**
 * Reads the histories of the users of one range of ids, by the rule that the server learns and serves by.
 *
 * @param likeThreshold as it was asked for, or null
 */
record HistoryTask(EventTask events, boolean timed, Double likeThreshold) implements Serializable {

    HistorySlice read(IdRange range) {
        EventTask.Read read = events.read(range);
        PairRule rule = events.rule(Double.NEGATIVE_INFINITY);
        Events ofUser = new Events();
        LikeRows likes = new LikeRows(read.events().size());
        HistorySlice.Counts counts = HistorySlice.Counts.NONE;
        for (int user = 0; user < read.users().length; user++) {
            read.events().of(user, ofUser);
            counts = counts.plus(likes.add(user, rule.of(ofUser)));
        }
        int items = events.itemIds().value().length;
        Interactions interactions = likes.interactions(read.users().length, items, events.weighted(), timed);
        return HistorySlice.of(
                read.users(),
                likeThreshold == null ? interactions : interactions.atLeast((float) (double) likeThreshold),
                counts);
    }
}
