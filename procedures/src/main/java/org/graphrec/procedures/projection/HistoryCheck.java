// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.graphrec.procedures.changes.Changes;
import org.graphrec.procedures.changes.Touch;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.math.Parallel;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Compares what a projection has of each user with what a reading gives of the live graph. What changed since the projection was
 * made is told from a projection that reads differently by the nodes that were touched since.
 */
final class HistoryCheck {
    /** Users compared in one transaction. */
    private static final int BLOCK = 512;

    private final OwnTransactions transactions;
    private final ProjectedInteractions projected;
    private final Changes changes;
    private final long since;
    private final NodeIndex users;
    private final NodeIndex items;

    HistoryCheck(OwnTransactions transactions, ProjectedInteractions projected, Changes changes, long since) {
        this.transactions = transactions;
        this.projected = projected;
        this.changes = changes;
        this.since = since;
        this.users = projected.users();
        this.items = projected.items();
    }

    /**
     * What came of it.
     *
     * @param changed pairs that changed since the projection was made
     * @param difference of the first user of whom it cannot be a change; null where there is none
     * @param user that user's row
     */
    record Outcome(long changed, PairDifference difference, int user) {
        boolean same() {
            return difference == null;
        }
    }

    private record Found(int user, PairDifference difference) {}

    /** Compares all users; ends early at the first block with a difference. */
    Outcome all(GraphReading reading, int concurrency, Monitor monitor) {
        AtomicLong changed = new AtomicLong();
        AtomicReference<Found> first = new AtomicReference<>();
        monitor.phase("Compare histories", users.size());
        Parallel.forBlocks(users.size(), BLOCK, concurrency, monitor, (from, to) -> {
            Found before = first.get();
            if (before == null || before.user > from) {
                block(reading, rows(from, to), changed, first, monitor);
            }
            monitor.advance(to - from);
        });
        Found found = first.get();
        return found == null
                ? new Outcome(changed.get(), null, -1)
                : new Outcome(changed.get(), found.difference, found.user);
    }

    /**
     * Counts what changed since, looking only at users who were touched; where paths lead over other nodes, at all users once
     * anything was. Null where it is not known what was touched.
     */
    Long changed(GraphReading reading, int concurrency, Monitor monitor) {
        boolean over = reading.interactions().stream().anyMatch(one -> one.hops() > 1);
        if (over && changes.anySinceMillis(since)) {
            return changes.touchedSinceMillis(users.id(0), since) == Touch.UNKNOWN
                    ? null
                    : all(reading, concurrency, monitor).changed();
        }
        List<Integer> touched = new ArrayList<>();
        for (int user = 0; user < users.size(); user++) {
            Touch touch = changes.touchedSinceMillis(users.id(user), since);
            if (touch == Touch.UNKNOWN) {
                return null;
            }
            if (touch == Touch.YES) {
                touched.add(user);
            }
        }
        AtomicLong changed = new AtomicLong();
        for (int from = 0; from < touched.size(); from += BLOCK) {
            block(
                    reading,
                    touched.subList(from, Math.min(touched.size(), from + BLOCK)),
                    changed,
                    new AtomicReference<>(),
                    monitor);
        }
        return changed.get();
    }

    private static List<Integer> rows(int from, int to) {
        List<Integer> rows = new ArrayList<>();
        for (int row = from; row < to; row++) {
            rows.add(row);
        }
        return rows;
    }

    private void block(
            GraphReading reading,
            List<Integer> rows,
            AtomicLong changed,
            AtomicReference<Found> first,
            Monitor monitor) {
        ProjectedInteractions.Reader reader = projected.reader();
        transactions.commit(monitor::running, transaction -> {
            List<Node> nodes = new ArrayList<>();
            for (int row : rows) {
                nodes.add(NodeIds.find(transaction, users.id(row)));
            }
            List<Pairs> live = new Histories(transaction, reading, node -> items.row(NodeIds.id(node))).of(nodes);
            for (int i = 0; i < rows.size(); i++) {
                monitor.assertRunning();
                compare(reading, transaction, rows.get(i), reader.pairs(rows.get(i)), live.get(i), changed, first);
            }
            return null;
        });
    }

    private void compare(
            GraphReading reading,
            Transaction transaction,
            int user,
            Pairs before,
            Pairs now,
            AtomicLong changed,
            AtomicReference<Found> first) {
        PairDifference difference = PairDifference.of(
                before,
                now,
                reading.rule().weighted(),
                projected.selection().relationshipTimeProperty() != null,
                item -> excused(reading, transaction, user, item));
        if (difference.item() >= 0) {
            first.accumulateAndGet(
                    new Found(user, difference), (old, one) -> old == null || one.user < old.user ? one : old);
        }
        changed.addAndGet(difference.count());
    }

    /** Whether a pair may have changed since: both ends of a relationship are touched then, or one of the nodes of a path. */
    private boolean excused(GraphReading reading, Transaction transaction, int user, int item) {
        boolean userTouched = touched(users.id(user));
        boolean itemTouched = touched(items.id(item));
        if (userTouched && itemTouched) {
            return true;
        }
        return reading.interactions().stream()
                .anyMatch(one -> one.hops() > 1
                        && (userTouched
                                || itemTouched
                                || (one.hops() > 2 && changes.anySinceMillis(since))
                                || betweenTouched(one, transaction, users.id(user), items.id(item))));
    }

    private boolean betweenTouched(InteractionReading one, Transaction transaction, long user, long item) {
        Node from = NodeIds.find(transaction, user);
        Node to = NodeIds.find(transaction, item);
        return from != null
                && to != null
                && one.between(transaction, from, to).stream().anyMatch(node -> touched(NodeIds.id(node)));
    }

    private boolean touched(long node) {
        return changes.touchedSinceMillis(node, since) != Touch.NO;
    }
}
