// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.graphrec.procedures.config.Config;
import org.graphrec.training.graph.Events;
import org.graphrec.training.graph.Pairs;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What users did, as one transaction sees it now. */
public final class Histories {
    private final Transaction transaction;
    private final GraphReading reading;
    private final ToIntFunction<Node> items;
    private final Consent consent;
    private String firstUnreadable;

    /**
     * Reads for one call.
     *
     * @param items the row of an item, negative for what is none
     */
    public Histories(Transaction transaction, GraphReading reading, ToIntFunction<Node> items) {
        this.transaction = transaction;
        this.reading = reading;
        this.items = items;
        this.consent = new Consent(transaction, reading);
    }

    /** The pairs of some users, in their order; of a null one, or of one who does not agree, none. */
    public List<Pairs> of(List<Node> asked) {
        List<Node> users = consent.orNull(asked);
        List<Events> events = Stream.generate(Events::new).limit(users.size()).toList();
        List<Node> there = new ArrayList<>();
        List<Events> theirs = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            if (users.get(u) != null) {
                there.add(users.get(u));
                theirs.add(events.get(u));
            }
        }
        for (int kind = 0; kind < reading.interactions().size() && !there.isEmpty(); kind++) {
            reading.interactions().get(kind).read(transaction, there, new Collected(there, theirs, kind));
        }
        return events.stream().map(reading.rule()::of).toList();
    }

    /**
     * The pairs of one user, for a call that is about nobody else; null has none.
     *
     * @throws IllegalArgumentException naming a weight that cannot be read
     */
    public Pairs of(Node user) {
        firstUnreadable = null;
        List<Node> one = new ArrayList<>();
        one.add(user);
        Pairs pairs = of(one).get(0);
        if (firstUnreadable != null) {
            throw new IllegalArgumentException(firstUnreadable
                    + " Correct it, or remove it: an interaction without a weight counts as seen, not as liked.");
        }
        return pairs;
    }

    /** Which users are read. */
    public Consent consent() {
        return consent;
    }

    /** What the first weight was that could not be read, as a sentence; null where there was none. */
    public String firstUnreadable() {
        return firstUnreadable;
    }

    private final class Collected implements InteractionReading.Sink {
        private final List<Node> users;
        private final List<Events> events;
        private final int kind;

        private Collected(List<Node> users, List<Events> events, int kind) {
            this.users = users;
            this.events = events;
            this.kind = kind;
        }

        @Override
        public void event(int user, Node item, double weight, double time, boolean like) {
            int row = items.applyAsInt(item);
            if (row >= 0 && !item.equals(users.get(user))) {
                events.get(user).add(row, kind, weight, time, like);
            }
        }

        @Override
        public void unreadable(int user, Node item, String what, Object value) {
            if (firstUnreadable == null && reading.rule().weighted() && items.applyAsInt(item) >= 0) {
                firstUnreadable = "The weight of an interaction must be a finite number but " + what + ", from node "
                        + users.get(user).getElementId() + " to node " + item.getElementId() + ", is `"
                        + Config.shown(value) + "`.";
            }
        }
    }
}
