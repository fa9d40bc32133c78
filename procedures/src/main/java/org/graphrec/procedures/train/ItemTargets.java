// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.graph.ItemClasses;

/** What class each item is of, for a head that learns it beside what comes next. */
final class ItemTargets {
    private static final int MOST_CLASSES = 1_000;

    private ItemTargets() {}

    /**
     * Reads a property of the projection: each different value is a class, a missing one says nothing.
     *
     * @throws IllegalArgumentException when there is no such property, or not from 2 to 1000 different values
     */
    static ItemClasses read(Projection projection, NodeIndex items, String property) {
        if (!projection.hasProperty(property)) {
            throw new IllegalArgumentException("The value of `targetProperty` must name a node property of the graph `"
                    + projection.name() + "` but was `" + property + "`." + projection.didYouMeanProperty(property));
        }
        String[] values = new String[items.size()];
        TreeSet<String> found = new TreeSet<>();
        for (int item = 0; item < values.length; item++) {
            Object value = projection.value(property, projection.row(items.id(item)));
            values[item] = value == null ? null : String.valueOf(value);
            if (value != null) {
                found.add(values[item]);
            }
        }
        if (found.size() < 2 || found.size() > MOST_CLASSES) {
            throw new IllegalArgumentException("The value of `targetProperty` must name a property with 2 to "
                    + MOST_CLASSES + " different values on the items but `" + property + "` has " + found.size() + ".");
        }
        List<String> classes = new ArrayList<>(found);
        int[] classOf = new int[values.length];
        for (int item = 0; item < values.length; item++) {
            classOf[item] = values[item] == null ? -1 : classes.indexOf(values[item]);
        }
        return new ItemClasses(classOf);
    }
}
