package org.graphrec.training.rating;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What ratings are fitted with.
 *
 * @param factors size of a factor; 0 leaves biases alone
 * @param implicit whether it counts which items a user has rated, and who has rated an item, whatever the rating
 * @param text whether texts count
 * @param sweeps of Gibbs sampling over users and items
 */
record RatingParameters(int factors, boolean implicit, boolean text, int sweeps) {

    RatingParameters withFactors(int factors) {
        return new RatingParameters(factors, implicit, text, sweeps);
    }

    RatingParameters withoutImplicit() {
        return new RatingParameters(factors, false, text, sweeps);
    }

    RatingParameters withoutText() {
        return new RatingParameters(factors, implicit, false, sweeps);
    }

    RatingParameters withSweeps(int sweeps) {
        return new RatingParameters(factors, implicit, text, sweeps);
    }

    /** As {@link RatingModel#parameters} shows them. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("factors", (long) factors);
        map.put("implicit", implicit);
        map.put("text", text);
        map.put("sweeps", (long) sweeps);
        return map;
    }
}
