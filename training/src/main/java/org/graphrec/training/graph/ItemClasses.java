// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;

/** The class of each item, where it is known: what a head may learn beside what comes next. */
public final class ItemClasses {

    private final int[] classes;
    private final int count;

    /** Classes from 0, or -1 where not known; not copied. */
    public ItemClasses(int[] classes) {
        this.classes = classes;
        this.count = 1 + Arrays.stream(classes).max().orElse(-1);
    }

    /** The number of items. */
    public int items() {
        return classes.length;
    }

    /** How many classes there are. */
    public int count() {
        return count;
    }

    /** The class of an item, or -1. */
    public int of(int item) {
        return classes[item];
    }
}
