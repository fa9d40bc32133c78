// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.time.ZonedDateTime;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/** What was shown, and what users did with it, in the graph: a relationship each, from the user to the item. */
public final class Shows {
    static final String RUN = "runId";
    static final String RANK = "rank";
    static final String CHANNEL = "channel";
    static final String EVENT = "event";
    static final String AT = "at";
    private static final String SCORE = "score";

    private Shows() {}

    /**
     * A recommendation that is shown.
     *
     * @param rank from 1
     * @param channel what it came by, such as {@code history} or {@code text}
     */
    public record Shown(Node item, double score, long rank, String channel) {}

    /** Writes that a list was shown to a user, in the transaction of the nodes. */
    public static void write(Node user, Iterable<Shown> list, String runId, String modelName, ZonedDateTime now) {
        for (Shown shown : list) {
            Relationship relationship = user.createRelationshipTo(shown.item(), WrittenTypes.SHOWN);
            relationship.setProperty(RUN, runId);
            relationship.setProperty(WrittenTypes.MODEL, modelName);
            relationship.setProperty(RANK, shown.rank());
            relationship.setProperty(SCORE, shown.score());
            relationship.setProperty(CHANNEL, shown.channel());
            relationship.setProperty(AT, now);
        }
    }

    /** What was shown in a run of an item to a user; null where it was not. */
    static Relationship find(Node user, Node item, String runId) {
        for (Relationship one : user.getRelationships(Direction.OUTGOING, WrittenTypes.SHOWN)) {
            if (NodeIds.id(one.getEndNode()) == NodeIds.id(item) && runId.equals(one.getProperty(RUN, null))) {
                return one;
            }
        }
        return null;
    }
}
