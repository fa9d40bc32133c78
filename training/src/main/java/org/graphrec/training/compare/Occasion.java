// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Set;
import org.graphrec.training.graph.History;

/**
 * A moment at which a user is recommended something.
 *
 * @param history what is known of the user by then, of which some may not have been learned from
 * @param wanted the items that the user goes for then; not empty, and none of them in the history
 */
record Occasion(History history, Set<Integer> wanted) {

    Occasion {
        wanted = Set.copyOf(wanted);
    }

    /** Whether anything is known of the user. */
    boolean known() {
        return history.size() > 0;
    }
}
