package org.graphrec.deep;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The classes of items, of which a tenth is kept back to measure with. */
final class ItemClasses {

    private static final double KEPT_BACK = 0.1;

    private final int[] classes;
    private final boolean[] keptBack;
    private final int count;

    /** Classes from 0, or -1 where not known. */
    ItemClasses(int[] classes, long randomSeed) {
        this.classes = classes;
        this.count = 1 + Arrays.stream(classes).max().orElse(0);
        this.keptBack = new boolean[classes.length];
        SplittableRandom random = new SplittableRandom(randomSeed);
        for (int item = 0; item < classes.length; item++) {
            keptBack[item] = random.nextDouble() < KEPT_BACK && classes[item] >= 0;
        }
    }

    /** How many classes there are. */
    int count() {
        return count;
    }

    /** The class to learn from, or -1. */
    int learned(int item) {
        return keptBack[item] ? -1 : classes[item];
    }

    /** The class to measure with, or -1. */
    int measured(int item) {
        return keptBack[item] ? classes[item] : -1;
    }
}
