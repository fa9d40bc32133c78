// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one user gets.
 *
 * @param user index
 * @param history items of the training history, oldest first where times are known
 * @param held items held out
 * @param lists of each method that ranks, best first
 */
public record Example(int user, List<Integer> history, Set<Integer> held, Map<ComparisonMethod, List<Integer>> lists) {

    /** Copies. */
    public Example {
        history = List.copyOf(history);
        held = Set.copyOf(held);
        lists = Map.copyOf(lists);
    }
}
