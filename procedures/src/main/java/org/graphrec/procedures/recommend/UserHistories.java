// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.KeptHistories;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Pairs;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads what users did, as the calling transaction sees it, and adds what the call names. */
final class UserHistories {
    private static final int[] NONE = {};

    private final LiveItems items;
    private final History named;
    private final Histories live;
    private final KeptHistories kept;
    private final KnownNodes known;
    private final Transaction transaction;
    private final ContextReading context;
    private final ContextReading.Rows rows;
    private final boolean weighted;
    private final double recencyDecay;
    private final boolean personal;
    private final boolean leavesOutSeen;
    private final long seenKinds;
    private final int[] seenRelations;

    /**
     * Reads for one call.
     *
     * @param named items that come after the history of each user
     */
    UserHistories(RankingCall call, LiveItems items, History named) {
        this.items = items;
        this.named = named;
        this.live = new Histories(call.transaction(), call.model().live(), items::row);
        this.kept = call.model().live().kept();
        this.transaction = call.transaction();
        this.context = call.model().live().context();
        this.known = kept == null && context.isEmpty() ? null : call.model().users(transaction);
        this.rows = context.isEmpty()
                ? null
                : new ContextReading.Rows(live.consent().rows(known::row), items::row, live.consent()::allows);
        this.weighted = call.model().live().rule().weighted();
        this.recencyDecay = call.options().taste().recencyDecay();
        this.personal = call.options().taste().personal();
        this.leavesOutSeen = call.options().taste().seen().any();
        this.seenKinds = call.seenKinds();
        this.seenRelations =
                call.options().taste().seen().relations(call.model().live());
    }

    /**
     * Reads one user, for a call that is about nobody else.
     *
     * @param user null for somebody who is not a node
     * @throws IllegalArgumentException naming a weight of their history that cannot be read
     */
    UserHistory read(Node user) {
        return !personal
                ? unread(user)
                : history(
                        user,
                        live.of(user),
                        context(Collections.singletonList(user)).get(0));
    }

    /** Reads some users, in their order; an interaction whose weight cannot be read is seen and no like. */
    List<UserHistory> read(List<Node> users) {
        if (!personal) {
            return users.stream().map(this::unread).toList();
        }
        List<Pairs> pairs = live.of(users);
        List<ContextRow> known = context(users);
        List<UserHistory> read = new ArrayList<>(users.size());
        for (int u = 0; u < users.size(); u++) {
            read.add(history(users.get(u), pairs.get(u), known.get(u)));
        }
        return read;
    }

    private UserHistory unread(Node user) {
        return UserHistory.unread(user, user == null ? -1 : items.row(user));
    }

    /** What else is known of some users; arrays without anything where the model learned from interactions alone. */
    private List<ContextRow> context(List<Node> users) {
        return context.isEmpty()
                ? Collections.nCopies(users.size(), ContextRow.NONE)
                : context.ofUsers(transaction, live.consent().orNull(users), rows);
    }

    /** The first weight that could not be read, as a sentence; null where there was none. */
    String firstUnreadable() {
        return live.firstUnreadable();
    }

    private UserHistory history(Node user, Pairs read, ContextRow besides) {
        // what is kept of the projection comes before what happened since
        Pairs pairs = kept == null || user == null || !live.consent().holds(user)
                ? read
                : kept.pairs(known.row(user)).then(read);
        History own = pairs.history(weighted);
        History all =
                (named.size() == 0 ? own : own.then(named)).faded(recencyDecay).with(besides);
        int self = user == null ? -1 : items.row(user);
        return new UserHistory(user, self, all, seen(pairs, all), read.unreadable());
    }

    private int[] seen(Pairs pairs, History all) {
        if (!leavesOutSeen) {
            return NONE;
        }
        IntStream interactions = IntStream.of(pairs.seen(seenKinds));
        IntStream behaviours = IntStream.of(seenRelations).flatMap(relation -> IntStream.of(all.context(relation)));
        IntStream ofCall = IntStream.range(0, named.size()).map(named::item);
        return IntStream.concat(IntStream.concat(interactions, behaviours), ofCall)
                .toArray();
    }
}
