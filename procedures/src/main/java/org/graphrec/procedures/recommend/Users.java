// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.NodeArgument;
import org.graphrec.procedures.reading.NodeReading;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/** Who gets recommendations: the argument {@code users}. */
final class Users {
    private final Transaction transaction;
    private final GraphReading reading;
    private final String name;
    private final TrainedModel model; // null without one

    Users(Transaction transaction, TrainedModel model) {
        this.transaction = transaction;
        this.model = model;
        this.reading = model.live();
        this.name = model.name();
    }

    /** Those of a reading, where nothing was trained; {@code name} is what errors call it. */
    Users(Transaction transaction, GraphReading reading, String name) {
        this.transaction = transaction;
        this.model = null;
        this.reading = reading;
        this.name = name;
    }

    /**
     * The users of an argument: a node, an element id, a node id, a list of these, or {@code '*'} for all; null alone for
     * somebody who is no node.
     *
     * @throws IllegalArgumentException naming the value that is no user of this model
     */
    Iterator<Node> resolve(Object users) {
        if (users == null) {
            return Collections.singletonList((Node) null).iterator();
        }
        if (users instanceof List<?> list && list.isEmpty()) {
            throw new IllegalArgumentException(
                    "The value of `users` must be a node, a list of nodes or '*' but was `" + users + "`.");
        }
        if (model == null) {
            return "*".equals(users)
                    ? reading.users().all(transaction, new NodeIndex(new long[0]), null)
                    : (users instanceof List<?> list ? list : Collections.singletonList(users))
                            .stream().map(this::user).toList().iterator();
        }
        return new NodeArgument(
                        "users", model.live().users(), model.graph().users(), model.users(transaction), model.name())
                .resolve(users, transaction, this::user);
    }

    private Node user(Object value) {
        Node node = null;
        if (value instanceof Node given) {
            node = given;
        } else if (value instanceof Long id) {
            node = NodeIds.find(transaction, id);
        } else if (value instanceof String elementId) {
            node = byElementId(elementId);
        }
        NodeReading users = reading.users();
        if (node == null || !users.labelled(node)) {
            throw new IllegalArgumentException("The value of `users` must be nodes" + users.withLabel()
                    + (model == null ? ", as `" + name + "` says, " : ", as the model `" + name + "` was trained, ")
                    + "but was `" + Config.shown(node == null ? value : NodeArgument.shown(node)) + "`"
                    + (node == null ? ", which is not a node here." : ".")
                    + " Match the users first and pass the nodes.");
        }
        return node;
    }

    private Node byElementId(String elementId) {
        try {
            return transaction.getNodeByElementId(elementId);
        } catch (NotFoundException | IllegalArgumentException unknown) {
            return null;
        }
    }
}
