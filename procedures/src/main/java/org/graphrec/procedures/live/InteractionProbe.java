// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.neo4j.graphdb.Node;

/** Who interacts with what today: nodes of the live graph, in any order, the same one more than once or not. */
public interface InteractionProbe {
    Iterable<Node> itemsOf(Node user);

    Iterable<Node> usersOf(Node item);
}
