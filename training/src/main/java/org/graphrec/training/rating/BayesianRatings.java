// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.baseline.BaselineFit;
import org.graphrec.training.baseline.RatingMethod;

/** Bayesian SVD++ as a method in a comparison. */
public final class BayesianRatings {

    /** Latent factors with implicit feedback, fitted by Gibbs sampling, and with the graph's other relationships where they help. */
    public static final RatingMethod SVDPP = new RatingMethod(
            (ratings, features, options, monitor) -> new BaselineFit(new FoldedIn(
                    RatingTrainer.fit(ratings, null, options, monitor).model(), ratings)),
            (users, items, ratings, dimension, context, options) ->
                    RatingTrainer.peakBytes(users, items, ratings, 0, context, options));

    /**
     * The same whose prior means are linear in the items' texts as well, each part kept where the holdout confirms it.
     */
    public static final RatingMethod WITH_TEXTS = new RatingMethod(
            (ratings, features, options, monitor) -> new BaselineFit(new FoldedIn(
                    RatingTrainer.fit(ratings, features, options, monitor).model(), ratings)),
            RatingTrainer::peakBytes);

    private BayesianRatings() {}
}
