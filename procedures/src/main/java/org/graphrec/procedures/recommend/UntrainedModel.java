// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.model.TrainingCall;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/** What was read for one call, in the place of a model, so that it is served as a model is. */
final class UntrainedModel {
    private UntrainedModel() {}

    /**
     * Over some items.
     *
     * @param name how errors call it
     * @param features of these items
     * @param model scores these items by a history
     * @param popularity of these items
     */
    static TrainedModel of(
            String name,
            GraphReading reading,
            NodeIndex items,
            ItemFeatures features,
            Model model,
            Popularity popularity) {
        ModelNodes nodes = new ModelNodes(
                new NodeIndex(new long[0]),
                items,
                only(reading.users().labels()),
                only(reading.items().labels()),
                reading.types());
        var selection = new Bipartite.Selection(
                nodes.sourceLabel(), nodes.targetLabel(), reading.types(), null, null, features.selection());
        return new TrainedModel(
                name,
                nodes,
                features,
                reading,
                new Fit(model, List.of(), Map.of(), Fit.UNTUNED_QUERY_WEIGHT, 0),
                popularity,
                TrainingCall.endedNow(selection, Map.of(), 0));
    }

    private static String only(List<String> labels) {
        return labels.size() == 1 ? labels.get(0) : null;
    }
}
