package org.graphrec.training.fit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.HeadModel;
import org.graphrec.training.model.Model;

/**
 * What fitting returns.
 *
 * @param model fitted on all interactions with the chosen parameters
 * @param trials every setting tried, in order
 * @param metrics of the chosen setting on the holdout: {@code ndcg@20}, {@code recall@20},
 *     {@code hitRate@20}, {@code mrr@20}; empty without a holdout
 * @param estimatedBytes the heap the fit was estimated to need at its peak
 */
public record Fit(Model model, List<Trial> trials, Map<String, Double> metrics, long estimatedBytes) {

    /** Copies the lists. */
    public Fit {
        trials = List.copyOf(trials);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** How the training of a head went, epoch by epoch; empty for other models. */
    public List<EpochReport> epochs() {
        return model instanceof HeadModel head ? head.epochs() : List.of();
    }
}
