// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What ratings are fitted with.
 *
 * @param factors size of a factor; 0 leaves biases alone
 * @param implicit whether it counts which items a user has rated, and who has rated an item, whatever the rating
 * @param text whether texts count
 * @param context whether the graph's other relationships count; null where there are none
 * @param sweeps of Gibbs sampling over users and items
 */
record RatingParameters(int factors, boolean implicit, boolean text, Boolean context, int sweeps) {

    RatingParameters withFactors(int factors) {
        return new RatingParameters(factors, implicit, text, context, sweeps);
    }

    RatingParameters withoutImplicit() {
        return new RatingParameters(factors, false, text, context, sweeps);
    }

    RatingParameters withoutText() {
        return new RatingParameters(factors, implicit, false, context, sweeps);
    }

    RatingParameters withContext(boolean context) {
        return new RatingParameters(factors, implicit, text, context, sweeps);
    }

    /** Whether there are other relationships, and they count. */
    boolean readsContext() {
        return context != null && context;
    }

    RatingParameters withSweeps(int sweeps) {
        return new RatingParameters(factors, implicit, text, context, sweeps);
    }

    /** As {@link RatingModel#parameters} shows them. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("factors", (long) factors);
        map.put("implicit", implicit);
        map.put("text", text);
        if (context != null) {
            map.put("context", context);
        }
        map.put("sweeps", (long) sweeps);
        return map;
    }
}
