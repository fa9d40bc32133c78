// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why an item has its score for a request.
 *
 * @param score as {@link Recommender#recommend} gives it
 * @param reasons strongest first; they sum to the score
 */
public record Explanation(double score, List<Reason> reasons) {

    public Explanation {
        reasons = List.copyOf(reasons);
    }

    /**
     * The same with a second stage.
     *
     * @param relevance what it says of the item
     * @param weight its share in the score, from 0 to 1; what the first stage says has the rest
     */
    public Explanation reranked(double relevance, double weight) {
        List<Reason> parts = new ArrayList<>();
        double part = weight * relevance;
        double sum = part;
        parts.add(new Reason(Reason.Kind.RERANK, -1, part, 0, part));
        for (Reason reason : weight == 1 ? List.<Reason>of() : reasons) {
            parts.add(reason.times(1 - weight));
            sum += (1 - weight) * reason.contribution();
        }
        parts.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.contribution())));
        return new Explanation(sum, parts);
    }
}
