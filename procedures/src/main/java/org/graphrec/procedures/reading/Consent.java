// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.graphrec.procedures.cypher.Expression;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Which users agree to be learned from, by the key {@code consent} of a declaration, as one transaction sees it now. What others did
 * is not read. Without that key all do. For one call: an answer is kept.
 */
public final class Consent {
    private final Transaction transaction;
    private final Expression condition;
    private final NodeReading users;
    private final Map<Node, Boolean> known = new HashMap<>();

    /** That of a reading. */
    public Consent(Transaction transaction, GraphReading reading) {
        this.transaction = transaction;
        this.condition = reading.consent();
        this.users = reading.users();
    }

    /** Whether a user agrees; somebody who is no node does. */
    public boolean holds(Node user) {
        return orNull(Collections.singletonList(user)).get(0) != null || user == null;
    }

    /** Whether a node that others lead to may be read: it is no user, such as an actor who is none, or it agrees. */
    public boolean allows(Node node) {
        return condition == null || !users.labelled(node) || holds(node);
    }

    /** The users in their order, with null in the place of those who do not agree. */
    public List<Node> orNull(List<Node> users) {
        if (condition == null) {
            return users;
        }
        Set<Node> asked = new HashSet<>();
        for (Node user : users) {
            if (user != null && !known.containsKey(user)) {
                asked.add(user);
            }
        }
        if (!asked.isEmpty()) {
            asked.forEach(user -> known.put(user, false));
            HoldingNodes.of(transaction, "user", condition, asked).forEach(user -> known.put(user, true));
        }
        List<Node> agreeing = new ArrayList<>(users.size());
        users.forEach(user -> agreeing.add(user != null && known.get(user) ? user : null));
        return agreeing;
    }

    /** The rows of users, negative for those who do not agree. */
    public ToIntFunction<Node> rows(ToIntFunction<Node> rows) {
        return condition == null ? rows : user -> holds(user) ? rows.applyAsInt(user) : -1;
    }
}
