// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Objects;
import org.graphrec.training.Require;

/**
 * How to hold out.
 *
 * @param kind which interactions
 * @param testFraction share of them, from 0.001 to 0.9; read by RANDOM without folds and by TEMPORAL, of which it is the part that all folds predict together
 * @param folds 1 for a single split. More, with RANDOM, hold out every interaction once. With TEMPORAL they cut the test fraction at
 *     as many moments: each part is predicted from what came before it, and what is after it is not looked at
 * @param coldItemFraction share of the items, from 0 to 0.9, all of whose interactions are held out besides: new to every model
 * @param coldUserFraction share of the users likewise
 */
public record SplitOptions(
        SplitKind kind, double testFraction, int folds, double coldItemFraction, double coldUserFraction) {

    /** Rejects values out of range. */
    public SplitOptions {
        Objects.requireNonNull(kind, "kind");
        Require.between("testFraction", testFraction, 0.001, 0.9);
        Require.between("folds", folds, 1, 100);
        Require.between("coldItemFraction", coldItemFraction, 0.0, 0.9);
        Require.between("coldUserFraction", coldUserFraction, 0.0, 0.9);
        if (folds > 1 && !kind.hasFolds()) {
            throw new IllegalArgumentException("The value of `folds` must be 1 for the split `" + kind.cypherName()
                    + "` but was `" + folds + "`. Only the splits `random` and `temporal` have folds.");
        }
    }

    /** A fifth at random, once. */
    public static SplitOptions defaults() {
        return of(SplitKind.RANDOM);
    }

    /** A fifth, once. */
    public static SplitOptions of(SplitKind kind) {
        return new SplitOptions(kind, 0.2, 1, 0, 0);
    }

    /** At random into {@code folds} folds. */
    public static SplitOptions folds(int folds) {
        return new SplitOptions(SplitKind.RANDOM, 0.2, folds, 0, 0);
    }
}
