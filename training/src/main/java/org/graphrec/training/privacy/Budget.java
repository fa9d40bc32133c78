// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.privacy;

import org.graphrec.training.Require;

/**
 * What a computation may reveal: for graphs that differ in one edge and every set of outcomes, P(S) at most e^epsilon Q(S) + delta
 * (Dwork et al. 2006).
 *
 * @param epsilon greater than 0, at most 100
 * @param delta greater than 0, less than 1; well below one over the number of edges, to mean anything
 */
public record Budget(double epsilon, double delta) {

    /** Rejects values out of range. */
    public Budget {
        Require.between("epsilon", epsilon, 1e-6, 100.0);
        Require.between("delta", delta, 1e-15, 1 - 1e-9);
    }
}
