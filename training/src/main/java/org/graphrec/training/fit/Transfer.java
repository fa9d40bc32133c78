package org.graphrec.training.fit;

import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;

/**
 * Takes a model to the items of another graph whose texts went through the same encoder, without training (zero-shot).
 */
public final class Transfer {

    private Transfer() {}

    /**
     * The model for other items.
     *
     * @param model one that knows texts: see {@link Model#transferred}
     * @param interactions of the other graph
     * @param itemFeatures [items, dimension] of the other graph, any scale; a zero row is an item without text
     * @throws IllegalArgumentException when the model knows nothing of texts, or texts of another dimension
     */
    public static Model of(
            Model model, Interactions interactions, Matrix itemFeatures, int concurrency, Monitor monitor) {
        Require.size("itemFeatures", itemFeatures.rows(), interactions.items());
        Require.finite("itemFeatures", itemFeatures.values());
        return model.transferred(interactions, Vectors.unitRows(itemFeatures), concurrency, monitor)
                .orElseThrow(() -> new IllegalArgumentException("A model of the architecture `" + model.architecture()
                        + "` knows its own items alone. Train `textgcn` or `content`, which know texts."));
    }
}
