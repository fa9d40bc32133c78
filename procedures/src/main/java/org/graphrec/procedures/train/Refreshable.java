// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.model.CatalogModel;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.projection.Recipe;
import org.neo4j.graphdb.Transaction;

/** A model that can be trained again as it was trained. */
sealed interface Refreshable permits RefreshedModel, RefreshedClassifier {

    /**
     * Looks at how a model was trained.
     *
     * @param graphName a projection made in the same way; null: the one that it was trained on
     * @throws IllegalArgumentException where it cannot be trained again so, with the way out
     */
    static Refreshable of(CatalogModel model, String graphName) {
        return switch (model.type()) {
            case RECOMMENDER, RATING_PREDICTOR -> RefreshedModel.of((InteractionModel) model, graphName);
            case NODE_CLASSIFIER -> RefreshedClassifier.of((NodeClassifier) model, graphName);
        };
    }

    /** The model. */
    CatalogModel model();

    /** The projection that is made again: the one that it was trained on, or another that the caller names; null where none is known. */
    String graphName();

    /** The projection that it was trained on; null where an earlier version trained it. */
    String trainedOn();

    /** The number of threads that it was trained with. */
    int concurrency();

    /** Those of one training. */
    List<String> phases();

    /**
     * How its projection is made again: by the declaration that it keeps, or as GDS made the graph that it was trained on.
     *
     * @throws IllegalArgumentException where neither tells, with the way out
     */
    Recipe recipe(ProjectedGraphs graphs);

    /** Reads what is learned from, once it is projected again. */
    Renewal renewal(Projection projection, Transaction transaction, RunningCall call);

    /** The recipe of the graph that GDS has. */
    default Recipe remembered(ProjectedGraphs graphs) {
        if (graphName() == null) {
            throw new IllegalArgumentException("It is unknown on which graph the model `" + model().name()
                    + "` was trained. Name one that is projected in the same way with `graphName`.");
        }
        if (!graphName().equals(trainedOn())) {
            graphs.get(graphName());
        }
        return graphs.recipe(graphName())
                .orElseThrow(() -> new IllegalArgumentException("The graph `" + graphName() + "`, on which the model `"
                        + model().name()
                        + "` was trained, is no longer projected, and the model keeps no declaration of"
                        + " it. Project it again, or name another with `graphName`; a graph that is declared with"
                        + " `rec.graph.project` need not stay projected."));
    }

    /** What messages call its graph. */
    default String shownName() {
        return graphName() == null ? model().name() : graphName();
    }
}
