// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainingCall;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingTrainer;
import org.graphrec.training.tune.TrainingOptions;

/** {@code rec.train} with {@code objective: 'rating'}. */
final class RatingTraining {
    /** What a training goes through; without a holdout there is nothing to tune. */
    static final List<String> PHASES = List.of("Read", "Compare histories", "Tune ratings", "Fit ratings");

    private RatingTraining() {}

    /** The predictor of the ratings in a graph. */
    static RatingPredictor train(
            Projection projection, LearnedGraph learned, List<String> spaces, TrainConfig config, Monitor monitor) {
        Bipartite graph = learned.graph();
        RatingFit fit = fit(graph, graph.interactions(), config, monitor);
        return new RatingPredictor(
                config.modelName(),
                graph.nodes(),
                learned.reading(),
                graph.itemFeatures(spaces).live(),
                fit,
                TrainingCall.endedNow(
                        config.selection(),
                        config.configuration(),
                        graph.interactions().size(),
                        RankingTraining.origin(projection, graph)));
    }

    /** Fits to some of the graph's ratings. */
    static RatingFit fit(Bipartite graph, Interactions ratings, TrainConfig config, Monitor monitor) {
        return config.factorsOnly()
                ? RatingTrainer.fitFactors(ratings, config.options(), monitor)
                : RatingTrainer.fit(ratings, graph.featureMatrix(), config.options(), monitor);
    }

    /** An upper bound on the heap, in bytes. */
    static long peakBytes(Bipartite graph, TrainingOptions options) {
        return RatingTrainer.peakBytes(
                graph.users().size(),
                graph.items().size(),
                graph.interactions().size(),
                graph.featureDimension(),
                graph.interactions().context(),
                options);
    }
}
