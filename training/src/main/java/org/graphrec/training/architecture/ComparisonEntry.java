// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

import java.util.Optional;
import org.graphrec.training.baseline.RatingMethod;

/**
 * How an architecture takes part in a comparison.
 *
 * @param family what textbooks call methods of this kind
 * @param byDefault whether it is compared when no methods are named
 * @param ratings how its counterpart predicts ratings; empty when it only ranks
 */
public record ComparisonEntry(Family family, boolean byDefault, Optional<RatingMethod> ratings) {

    /** An architecture that ranks and is compared by default. */
    public static ComparisonEntry of(Family family) {
        return new ComparisonEntry(family, true, Optional.empty());
    }

    /** The same with a way to predict ratings. */
    public ComparisonEntry withRatings(RatingMethod method) {
        return new ComparisonEntry(family, byDefault, Optional.of(method));
    }

    /** The same, compared only when it is named. */
    public ComparisonEntry onlyWhenNamed() {
        return new ComparisonEntry(family, false, ratings);
    }
}
