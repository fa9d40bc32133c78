package org.graphrec.training.recommend;

import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.ItemGraph;
import org.graphrec.training.model.Model;

/** How alike two items are; 1 for the same, 0 for nothing in common. */
@FunctionalInterface
public interface ItemSimilarity {

    /** The likeness of two items, symmetric. */
    float of(int one, int other);

    /**
     * The cosine of the items' features; without features the edge between them in an item graph, whose strongest edge is 1.
     *
     * @param features [items, d] unit rows, or null
     */
    static ItemSimilarity of(Model model, StackedMatrix features) {
        if (features != null) {
            return features::dot;
        }
        if (model instanceof ItemGraph graph) {
            return (one, other) -> Math.max(graph.similarity(one, other), graph.similarity(other, one));
        }
        return (one, other) -> one == other ? 1 : 0;
    }
}
