package org.graphrec.training.fit;

import java.util.BitSet;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.gradient.ItemPropagation;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Content;
import org.graphrec.training.model.ItemVectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.TextHead;

/**
 * Takes a model to the items of another graph whose texts went through the same encoder, without training (zero-shot). What the
 * model learned of texts goes along; the other graph's interactions are what the vectors of its items are spread over.
 */
public final class Transfer {

    private Transfer() {}

    /**
     * The model for other items.
     *
     * @param model a {@link Content}, or an {@link ItemVectors} that was trained from texts
     * @param interactions of the other graph
     * @param itemFeatures [items, dimension] of the other graph, any scale; a zero row is an item without text
     * @throws IllegalArgumentException when the model knows nothing of texts, or texts of another dimension
     */
    public static Model of(
            Model model, Interactions interactions, Matrix itemFeatures, int concurrency, Monitor monitor) {
        Require.size("itemFeatures", itemFeatures.rows(), interactions.items());
        Require.finite("itemFeatures", itemFeatures.values());
        Matrix unit = Vectors.unitRows(itemFeatures);
        CoOccurrence graph = new CoOccurrence(interactions, concurrency, monitor);
        BitSet cold = graph.cold();
        if (model instanceof Content content) {
            Require.size(
                    "row of itemFeatures", unit.columns(), content.features().columns());
            return new Content(unit, cold, content.weighting(), content.power());
        }
        if (model instanceof ItemVectors vectors && vectors.head().isPresent()) {
            TextHead head = vectors.head().get();
            Require.size("row of itemFeatures", unit.columns(), head.inputs());
            ItemPropagation propagation = new ItemPropagation(graph, cold, layers(vectors.parameters()));
            return new ItemVectors(
                    vectors.architecture(),
                    propagation.apply(head.apply(unit)),
                    cold,
                    vectors.weighting(),
                    vectors.parameters(),
                    head,
                    vectors.epochs());
        }
        throw new IllegalArgumentException("A model of the architecture `"
                + model.architecture().cypherName() + "` knows its own items alone. Train `"
                + Architecture.TEXTGCN.cypherName() + "` or `" + Architecture.CONTENT.cypherName()
                + "`, which know texts.");
    }

    private static int layers(Map<String, Object> parameters) {
        return parameters.get("layers") instanceof Long layers ? Math.toIntExact(layers) : VectorsFitter.LAYERS;
    }
}
