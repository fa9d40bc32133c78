// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.Map;
import java.util.WeakHashMap;
import org.graphrec.training.privacy.Budget;
import org.neo4j.gds.api.GraphStore;

/** What private answers have been told of each projection, for as long as it is in GDS's catalog. */
public final class PrivacyLedger {
    private static final Map<GraphStore, Spent> SPENT = new WeakHashMap<>();

    private PrivacyLedger() {}

    /**
     * Answers that were each private within their budget are together private within the sum of the budgets (basic composition,
     * Dwork et al. 2006).
     *
     * @param calls counted since the projection was made
     */
    public record Spent(double epsilon, double delta, long calls) {}

    /** Enters a budget that is about to be spent, and returns the sums with it. */
    static Spent enter(GraphStore store, Budget budget) {
        Spent one = new Spent(budget.epsilon(), budget.delta(), 1);
        synchronized (SPENT) {
            return SPENT.merge(
                    store,
                    one,
                    (before, now) -> new Spent(
                            before.epsilon() + now.epsilon(),
                            before.delta() + now.delta(),
                            before.calls() + now.calls()));
        }
    }
}
