// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.model.TrainingCall;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.LikeThreshold;
import org.graphrec.training.fit.ModalityWeights;
import org.graphrec.training.fit.PopularItems;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.tune.TrainingOptions;
import org.neo4j.graphdb.Transaction;

/**
 * The training of a model that ranks, in its parts: reading what is learned from, fitting, and what becomes the model.
 *
 * @param projection what is learned from
 * @param config how
 * @param call what it is a part of
 */
record RankingTraining(Projection projection, TrainConfig config, RunningCall call) {

    /** Reads the projection, once there is memory for it. */
    LearnedGraph read() {
        call.phase("Read", 1);
        call.reserve(memoryOfReading(projection, config));
        LearnedGraph learned = learned(projection, config, call);
        return config.ratings() ? learned : withWeights(withLikes(learned));
    }

    /** What is learned from, likes and dislikes alike. */
    static LearnedGraph learned(Projection projection, TrainConfig config, RunningCall call) {
        return LearnedGraph.read(
                call.transactions(),
                projection,
                config.selection(),
                new LearnedGraph.Options(
                        config.ratings(),
                        config.histories().kept(),
                        config.readsContext() ? config.context() : null,
                        config.options().concurrency()),
                call);
    }

    /** Of weights on a rating scale, those above a threshold are likes: the one asked for, or the one that the holdout favours. */
    private LearnedGraph withLikes(LearnedGraph learned) {
        boolean weighted = learned.reading().rule().weighted();
        if (config.histories().likeThreshold() != null) {
            if (!weighted) {
                throw new IllegalArgumentException(
                        "No value specified for `relationshipWeightProperty`, which" + " `likeThreshold` limits.");
            }
            return learned.withLikeThreshold(config.histories().likeThreshold());
        }
        boolean declared = projection.declaration().map(Declaration::saysLikes).orElse(false);
        if (!weighted || declared || learned.reading().amounts()) {
            return learned;
        }
        Interactions likes = learned.graph().interactions();
        call.reserve(LikeThreshold.peakBytes(likes.users(), likes.items(), likes.size(), config.options()));
        LikeThreshold.Choice choice = LikeThreshold.choose(likes, config.options(), call);
        return choice.everything() ? learned : learned.withLikeThreshold(choice.threshold());
    }

    /** Several vectors of an item count as far as the holdout favours each, where the call leaves that to `auto`. */
    private LearnedGraph withWeights(LearnedGraph learned) {
        if (!config.choosesFeatureWeights()) {
            return learned;
        }
        Bipartite graph = learned.graph();
        Interactions likes = graph.interactions();
        call.reserve(ModalityWeights.peakBytes(
                likes.users(),
                likes.items(),
                likes.size(),
                graph.featureDimension(),
                config.options().concurrency()));
        return learned.withFeatureWeights(ModalityWeights.choose(
                        likes, graph.featureMatrix(), graph.features().dimensions(), config.options(), call)
                .weights());
    }

    /** Has the memory promised that {@link #fit} takes, once for all fits of the call. */
    void reserve(Bipartite graph) {
        call.reserve(memory(graph, config, options()));
    }

    /** Fits to some of the graph's interactions. */
    Fit fit(Bipartite graph, Interactions interactions) {
        return Trainer.fit(
                config.architecture(),
                interactions,
                graph.featureMatrix(),
                config.targetProperty() == null
                        ? null
                        : ItemTargets.read(projection, graph.items(), config.targetProperty()),
                options(),
                call);
    }

    /**
     * The model under a name.
     *
     * @param spaces those of {@link #spaces}, as they were before the fit
     */
    TrainedModel model(String name, LearnedGraph learned, List<String> spaces, Fit fit) {
        Bipartite graph = learned.graph();
        return new TrainedModel(
                name,
                graph.nodes(),
                graph.itemFeatures(spaces),
                learned.reading(),
                fit,
                popularity(graph),
                TrainingCall.endedNow(
                        config.selection(),
                        configuration(graph),
                        graph.interactions().size(),
                        origin(projection, graph)));
    }

    /** The values in force, with the weights that were chosen. */
    private Map<String, Object> configuration(Bipartite graph) {
        if (!config.choosesFeatureWeights()) {
            return config.configuration();
        }
        Map<String, Object> configuration = new LinkedHashMap<>(config.configuration());
        configuration.put(
                "featureWeights",
                graph.features().blocks().stream().map(Features.Block::weight).toList());
        return configuration;
    }

    /** The projection, and how far in time it goes. */
    static TrainingCall.Origin origin(Projection projection, Bipartite graph) {
        Interactions interactions = graph.interactions();
        double latest = Double.NEGATIVE_INFINITY;
        for (int edge = 0; edge < interactions.size(); edge++) {
            // a time that is not known is no number
            latest = interactions.time(edge) > latest ? interactions.time(edge) : latest;
        }
        return new TrainingCall.Origin(projection.name(), Double.isInfinite(latest) ? null : (Double) latest);
    }

    private TrainingOptions options() {
        return config.options().withMemoryBudgetBytes(MemoryGuard.allowed());
    }

    /** The encoder's space of each feature property, "" where its vectors say nothing of their origin. */
    static List<String> spaces(Transaction transaction, Bipartite graph) {
        return graph.features() == null
                ? List.of()
                : graph.features().blocks().stream()
                        .map(block -> Spaces.of(transaction, graph.items(), block.property()))
                        .toList();
    }

    static Popularity popularity(Bipartite graph) {
        return PopularItems.of(graph.interactions());
    }

    static MemoryNeed memoryOfReading(Projection projection, TrainConfig config) {
        return MemoryNeed.ofHeap("graph", Bipartite.bytes(projection, config.selection()));
    }

    /** What fitting needs; {@code options} are those of the call, with what it may have of the heap. */
    static MemoryNeed memory(Bipartite graph, TrainConfig config, TrainingOptions options) {
        if (config.ratings()) {
            return MemoryNeed.ofHeap("fit", RatingTraining.peakBytes(graph, options));
        }
        return MemoryNeed.ofHeap("fit", peakBytes(graph, config, options)).withOutside(nativeBytes(graph, config));
    }

    private static long nativeBytes(Bipartite graph, TrainConfig config) {
        return config.architecture().nativeBytes(graph.items().size(), graph.featureDimension());
    }

    private static long peakBytes(Bipartite graph, TrainConfig config, TrainingOptions options) {
        return Trainer.peakBytes(
                config.architecture(),
                graph.users().size(),
                graph.items().size(),
                graph.interactions().size(),
                graph.featureDimension(),
                graph.interactions().context(),
                options);
    }
}
