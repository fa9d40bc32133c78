// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.InteractionRows;
import org.graphrec.procedures.projection.PairTally;
import org.graphrec.procedures.projection.ProjectedContext;
import org.graphrec.procedures.projection.ProjectedInteractions;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.Monitor;
import org.graphrec.training.compare.Comparison;
import org.graphrec.training.compare.ComparisonOptions;
import org.graphrec.training.compare.ComparisonReport;
import org.graphrec.training.compare.InteractionLog;
import org.graphrec.training.fit.LikeThreshold;
import org.graphrec.training.graph.Context;
import org.neo4j.graphdb.Transaction;

/**
 * A projection as a comparison sees it.
 *
 * @param graph users, items and features
 * @param log who interacted with what
 */
public record ComparedGraph(Bipartite graph, InteractionLog log) {

    /** An upper bound on what {@link #read} needs. */
    static MemoryNeed memoryOfReading(Projection projection, CompareConfig config) {
        return MemoryNeed.ofHeap(
                "graph", Bipartite.bytes(projection, config.selection()) + InteractionRows.bytes(projection));
    }

    /** Reads a projection, once its memory is promised. */
    public static ComparedGraph read(RunningCall call, Projection projection, CompareConfig config) {
        call.phase("Read", 1);
        call.reserve(memoryOfReading(projection, config));
        ProjectedInteractions projected = ProjectedInteractions.of(projection, config.selection());
        Bipartite graph = Bipartite.of(projected, false, new PairTally());
        Context context = ProjectedContext.of(projected, config.context());
        return new ComparedGraph(
                graph,
                InteractionRows.read(projected, graph.items(), config.ratingProperty(), config.splitProperty())
                        .with(context));
    }

    /** Compares, once its memory is promised; of weights on a rating scale, those above a threshold are likes, as in training. */
    public ComparisonReport compare(RunningCall call, ComparisonOptions options) {
        call.reserve(memory(options));
        return Comparison.run(log.withLikesOf(threshold(options, call)), graph.featureMatrix(), options, call);
    }

    private float threshold(ComparisonOptions options, Monitor monitor) {
        if (!graph.interactions().weighted()) {
            return Float.NEGATIVE_INFINITY;
        }
        if (!Double.isNaN(options.likeThreshold())) {
            return (float) options.likeThreshold();
        }
        double chosen = LikeThreshold.choose(graph.interactions(), options.training(), monitor)
                .threshold();
        return Double.isNaN(chosen) ? Float.NEGATIVE_INFINITY : (float) chosen;
    }

    /** An upper bound on what {@link #compare} needs. */
    MemoryNeed memory(ComparisonOptions options) {
        long heap = Math.max(
                LikeThreshold.peakBytes(log.users(), log.items(), log.size(), options.training()),
                Comparison.peakBytes(
                        log.users(), log.items(), log.size(), graph.featureDimension(), log.context(), options));
        return MemoryNeed.ofHeap("compare", heap)
                .withOutside(Comparison.nativeBytes(log.items(), graph.featureDimension(), options));
    }

    /** What a reader should doubt. */
    public List<String> warnings(Transaction transaction) {
        List<String> warnings = new ArrayList<>();
        if (graph.features() != null) {
            graph.features().blocks().forEach(block -> {
                if (Spaces.of(transaction, graph.items(), block.property()).isEmpty()) {
                    warnings.add("The vectors of `" + block.property() + "` have no passport of a text encoder. If they"
                            + " were made from these relationships, as by FastRP, node2vec or rec.propagate, what is"
                            + " held out leaks through them, and methods that read them look better than they are.");
                }
            });
        }
        return warnings;
    }
}
