// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.Arrays;
import java.util.List;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.TextProjection;

/** What trained models made of texts, applied to the texts of any graph whose vectors the same encoder wrote. */
final class TextHeads {
    private final CallContext call;

    TextHeads(CallContext call) {
        this.call = call;
    }

    /**
     * The features of a graph's nodes as a model sees them.
     *
     * @throws IllegalArgumentException when the model has no head, or the features are of another space or length
     */
    Matrix apply(String modelName, Projection graph, Features features) {
        TrainedModel model = ModelCatalog.of(call).model(modelName);
        TextProjection projection = model.fit()
                .model()
                .textProjection()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The value of `modelName` must be the name of a model with a text head but `" + modelName
                                + "` has none. Train one with the architecture `textgcn`."));
        if (projection.inputs() != features.matrix().columns()) {
            throw new IllegalArgumentException("The value of `featureProperties` must have " + projection.inputs()
                    + " dimensions, as the model `" + modelName + "` was trained with, but has "
                    + features.matrix().columns() + ".");
        }
        requireSpaces(model, graph, features);
        return Vectors.unitRows(projection.apply(features.matrix()));
    }

    private void requireSpaces(TrainedModel model, Projection graph, Features features) {
        long[] ids = graph.originalIds();
        Arrays.sort(ids);
        NodeIndex nodes = new NodeIndex(ids);
        List<String> spaces = features.blocks().stream()
                .map(block -> Spaces.of(call.transaction, nodes, block.property()))
                .toList();
        model.requireSpaces(spaces);
    }
}
