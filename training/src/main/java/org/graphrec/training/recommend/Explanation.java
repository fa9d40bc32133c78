package org.graphrec.training.recommend;

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
}
