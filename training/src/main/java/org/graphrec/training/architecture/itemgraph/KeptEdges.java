// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Map;
import java.util.function.Supplier;
import org.graphrec.training.model.HistoryWeighting;

/**
 * The graph that was made last, for one that differs from it in how histories are weighted alone: it has the same edges.
 *
 * @param <P> settings
 */
public final class KeptEdges<P> {
    private P settings;
    private ItemGraph last;

    /**
     * The graph of some settings.
     *
     * @param edges the settings without a weighting
     * @param make a graph with these edges, and any weighting
     */
    public ItemGraph of(P edges, Supplier<ItemGraph> make, HistoryWeighting weighting, Map<String, Object> parameters) {
        if (!edges.equals(settings)) {
            settings = null;
            last = null; // two at once would take as much again
            last = make.get();
            settings = edges;
        }
        return last.with(weighting, parameters);
    }
}
