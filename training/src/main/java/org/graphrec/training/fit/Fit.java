// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.training.Require;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.Trial;

/**
 * What fitting returns.
 *
 * @param model fitted on all interactions with the chosen parameters
 * @param trials every setting tried, in order
 * @param metrics of the chosen setting on the holdout: {@code ndcg@20}, {@code recall@20},
 *     {@code hitRate@20}, {@code mrr@20}; empty without a holdout
 * @param queryWeight the share of a text query in the score that found what was held out best, from 0 to 1
 * @param estimatedBytes the heap the fit was estimated to need at its peak
 */
public record Fit(
        Model model, List<Trial> trials, Map<String, Double> metrics, double queryWeight, long estimatedBytes) {

    /** Where no holdout tells. */
    public static final double UNTUNED_QUERY_WEIGHT = 0.5;

    /** Copies the lists, and rejects a weight out of range. */
    public Fit {
        Require.between("queryWeight", queryWeight, 0.0, 1.0);
        trials = List.copyOf(trials);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** The same with another model. */
    public Fit with(Model other) {
        return new Fit(other, trials, metrics, queryWeight, estimatedBytes);
    }
}
