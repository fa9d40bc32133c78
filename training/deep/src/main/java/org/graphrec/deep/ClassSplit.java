// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.SplittableRandom;
import org.graphrec.training.graph.ItemClasses;

/** The classes of items, of which a tenth is kept back to measure with. */
final class ClassSplit {

    private static final double KEPT_BACK = 0.1;

    private final ItemClasses classes;
    private final boolean[] keptBack;

    ClassSplit(ItemClasses classes, long randomSeed) {
        this.classes = classes;
        this.keptBack = new boolean[classes.items()];
        SplittableRandom random = new SplittableRandom(randomSeed);
        for (int item = 0; item < keptBack.length; item++) {
            keptBack[item] = random.nextDouble() < KEPT_BACK && classes.of(item) >= 0;
        }
    }

    /** How many classes there are. */
    int count() {
        return classes.count();
    }

    /** The class to learn from, or -1. */
    int learned(int item) {
        return keptBack[item] ? -1 : classes.of(item);
    }

    /** The class to measure with, or -1. */
    int measured(int item) {
        return keptBack[item] ? classes.of(item) : -1;
    }
}
