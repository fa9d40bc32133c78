// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.locking.LockAcquisitionTimeoutException;
import org.neo4j.lock.ResourceType;

/**
 * A lock that was not to be had in time.
 *
 * @param type of what is locked; null where Neo4j does not say
 * @param id of what is locked
 * @param waited how long
 */
record AwaitedLock(ResourceType type, long id, Duration waited) {
    /** The exception has its parts in its message only. */
    private static final Pattern MESSAGE =
            Pattern.compile("resource: ([A-Z_]+) with id: (-?[0-9]{1,19}) within ([0-9]{1,12}) millis");

    static AwaitedLock of(LockAcquisitionTimeoutException timeout) {
        Matcher parts = MESSAGE.matcher(String.valueOf(timeout.getMessage()));
        if (!parts.find()) {
            return new AwaitedLock(null, -1, Duration.ZERO);
        }
        return new AwaitedLock(
                ResourceType.valueOf(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Duration.ofMillis(Long.parseLong(parts.group(3))));
    }

    /** What to tell whom the lock was wanted for. */
    IllegalStateException refusal(String procedure, Transaction caller) {
        Boolean own = type == null ? null : LockClock.of(caller).holds(type, id);
        String commit = "commit it first, and call `" + procedure + "` in a transaction of its own.";
        String wait = "end it (`SHOW TRANSACTIONS` lists it), or try again, or allow longer with `" + LockClock.SETTING
                + "` in graph-recommender.conf.";
        String remedy;
        if (own == null) {
            remedy = "If the calling transaction itself has changed it, " + commit
                    + " Else another transaction holds the lock: " + wait;
        } else if (own) {
            remedy = "The calling transaction itself holds the lock, as it has changed what is written to: " + commit;
        } else {
            remedy = "Another transaction holds the lock: " + wait;
        }
        return new IllegalStateException("`" + procedure + "` waited " + seconds() + "for a lock on " + locked(caller)
                + " and gave up; nothing of this batch was written. " + remedy);
    }

    private String seconds() {
        return waited.isZero()
                ? ""
                : waited.toMillis() % 1000 == 0
                        ? waited.toSeconds() + " s "
                        : String.format(Locale.ROOT, "%.1f s ", waited.toMillis() / 1e3);
    }

    private String locked(Transaction caller) {
        if (type == null) {
            return "the graph";
        }
        return switch (type) {
            case NODE, NODE_RELATIONSHIPS, NODE_RELATIONSHIP_GROUP_DELETE, RELATIONSHIP_GROUP, DEGREES ->
                named("node", NodeIds.find(caller, id));
            case RELATIONSHIP, RELATIONSHIP_DELETE -> named("relationship", NodeIds.findRelationship(caller, id));
            default -> "the schema";
        };
    }

    /** The caller may see less than there is. */
    private static String named(String what, Entity entity) {
        return entity == null ? "a " + what : what + " " + entity.getElementId();
    }
}
