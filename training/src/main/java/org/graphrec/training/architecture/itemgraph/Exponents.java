// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import org.graphrec.training.Require;

/**
 * How much degrees and weights count in an item graph; see {@link SimilarityTerms} for the formula. Those of degrees are of divisors.
 *
 * @param source of the item of the history, in the linear term
 * @param target of the item that is recommended, in the linear term; below 0 what is popular gains
 * @param user of the users that two items have in common, in the linear term: 0 counts them, 1 lets each say as much as any other
 * @param strength of the weights of interactions, in the linear term, at least 0
 * @param spectral how much a target's popularity counts in the spectral term, and a source's rarity
 */
record Exponents(double source, double target, double user, double strength, double spectral) {

    /** Rejects what is no number. */
    Exponents {
        Require.between("source", source, -10.0, 10.0);
        Require.between("target", target, -10.0, 10.0);
        Require.between("user", user, -10.0, 10.0);
        Require.between("strength", strength, 0.0, 10.0);
        Require.between("spectral", spectral, -10.0, 10.0);
    }

    Exponents withSource(double value) {
        return new Exponents(value, target, user, strength, spectral);
    }

    Exponents withTarget(double value) {
        return new Exponents(source, value, user, strength, spectral);
    }

    Exponents withUser(double value) {
        return new Exponents(source, target, value, strength, spectral);
    }

    Exponents withStrength(double value) {
        return new Exponents(source, target, user, value, spectral);
    }

    Exponents withSpectral(double value) {
        return new Exponents(source, target, user, strength, value);
    }
}
