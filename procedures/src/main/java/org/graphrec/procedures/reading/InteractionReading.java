// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.List;
import java.util.stream.Stream;
import org.graphrec.training.graph.Aggregate;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** How one kind of interaction is read from the live graph. */
public sealed interface InteractionReading permits RelationshipReading, PatternReading {

    /** What it is called: the projection's relationship type. */
    String name();

    /** Whether weights are read. */
    boolean weighted();

    /** What several of one pair come to. */
    Aggregate aggregate();

    /** Whether its weights are added up or counted. */
    default boolean amount() {
        return aggregate() == Aggregate.SUM || aggregate() == Aggregate.COUNT;
    }

    /** The relationship types that it goes along; empty where it goes along any. */
    List<String> types();

    /** How many relationships lead from a user to an item. */
    int hops();

    /** The items of a user, or the users of an item, each maybe more than once. */
    Stream<Node> others(Transaction transaction, Node node, boolean user);

    /**
     * The users of some items, each once and in the order of their ids, for each item in its place.
     *
     * @param users which nodes are users; of others nothing is read
     * @param most so many relationships of an item are looked at, where {@link #degree} and labels alone tell how many users there are;
     *     else all are
     */
    List<List<Node>> usersOf(Transaction transaction, List<Node> items, NodeReading users, int most);

    /** How many relationships a node has that may be interactions, where that is told without reading them; else negative. */
    int degree(Node node, boolean user);

    /** The nodes between a user and an item, on all ways that it goes along; none for a relationship. */
    List<Node> between(Transaction transaction, Node user, Node item);

    /** The pattern with a name for its path, and what must hold of it, as they follow MATCH; over {@code user} and {@code item}. */
    String match(String path);

    /** Whether the path of {@link #match} begins at the user. */
    boolean fromUser();

    /** Filters of the projection that hold of it. */
    List<Condition> conditions();

    /** The same with other filters. */
    InteractionReading with(List<Condition> filters);

    /**
     * Reads what some users did.
     *
     * @param users each may occur once
     */
    void read(Transaction transaction, List<Node> users, Sink sink);

    /** Where events go. */
    interface Sink {
        /**
         * Something a user did.
         *
         * @param user its place in the list of users
         * @param weight NaN where there is none, or none that can be read
         * @param time NaN where there is none
         */
        void event(int user, Node item, double weight, double time, boolean like);

        /**
         * A weight that is there and cannot be read; its event comes as well.
         *
         * @param what where it stands, such as "relationship 5:..:7" and its property
         */
        void unreadable(int user, Node item, String what, Object value);
    }
}
