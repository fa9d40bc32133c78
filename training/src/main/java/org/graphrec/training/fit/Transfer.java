// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.List;
import java.util.stream.Collectors;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;

/**
 * Takes a model to the items of another graph whose texts went through the same encoder, without training (zero-shot). Only what it
 * learned of texts goes along. A model in which relations of its graph count is refused: their edges lead to its own items, and what
 * they are worth elsewhere nobody has measured. One that was trained with relations and gave them no weight is none of these.
 */
public final class Transfer {

    private Transfer() {}

    /**
     * The model for other items.
     *
     * @param model one that knows texts: see {@link Model#transferred}
     * @param relations names of those that it was trained with
     * @param interactions of the other graph
     * @param itemFeatures [items, dimension] of the other graph, any scale; a zero row is an item without text
     * @throws IllegalArgumentException when the model knows nothing of texts, or texts of another dimension, or counts relations
     */
    public static Model of(
            Model model,
            List<String> relations,
            Interactions interactions,
            Matrix itemFeatures,
            int concurrency,
            Monitor monitor) {
        Require.size("itemFeatures", itemFeatures.rows(), interactions.items());
        Require.finite("itemFeatures", itemFeatures.values());
        return model.transferred(interactions, Vectors.unitRows(itemFeatures), concurrency, monitor)
                .orElseThrow(() -> new IllegalArgumentException(refusal(model, relations)));
    }

    private static String refusal(Model model, List<String> relations) {
        if (relations.isEmpty()) {
            return "A model of the architecture `" + model.architecture()
                    + "` knows its own items alone. Train `textgcn` or `content`, which know texts.";
        }
        String weights = relations.stream()
                .map(name -> (name.matches("\\w+") ? name : "`" + name + "`") + ": 0")
                .collect(Collectors.joining(", ", "{", "}"));
        return "A model that counts relations of its own graph, such as `" + relations.get(0)
                + "`, cannot be taken to another one. Train `textgcn` or `content`, which know texts, with"
                + " `contextWeights: " + weights + "`.";
    }
}
