package org.graphrec.training.fit;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.head.ItemClasses;
import org.graphrec.training.math.Matrix;

/**
 * What is to be fitted, and how.
 *
 * @param interactions all of them; trials learn from a part
 * @param features [items, dimension] unit rows or zero rows, or null
 * @param classes of the items; null when there are none
 * @param options as asked for
 * @param monitor hears of phases
 */
record Task(Interactions interactions, Matrix features, ItemClasses classes, TrainingOptions options, Monitor monitor) {

    Task(Interactions interactions, Matrix features, TrainingOptions options, Monitor monitor) {
        this(interactions, features, null, options, monitor);
    }

    int users() {
        return interactions.users();
    }

    int items() {
        return interactions.items();
    }

    /** The most edges kept per item. */
    int edgesPerItem() {
        return options.edgesPerItem(interactions.items());
    }
}
