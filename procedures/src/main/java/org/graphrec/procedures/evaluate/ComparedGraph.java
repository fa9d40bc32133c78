package org.graphrec.procedures.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.InteractionRows;
import org.graphrec.procedures.projection.ProjectedInteractions;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.projection.Tally;
import org.graphrec.training.Monitor;
import org.graphrec.training.compare.Comparison;
import org.graphrec.training.compare.ComparisonOptions;
import org.graphrec.training.compare.ComparisonReport;
import org.graphrec.training.compare.InteractionLog;
import org.graphrec.training.fit.LikeThreshold;
import org.neo4j.graphdb.Transaction;

/**
 * A projection as a comparison sees it.
 *
 * @param graph users, items and features
 * @param log who interacted with what
 */
public record ComparedGraph(Bipartite graph, InteractionLog log) {

    /** An upper bound on the heap that {@link #read} needs, in bytes. */
    public static long bytes(Projection projection, CompareConfig config) {
        return Bipartite.bytes(projection, config.selection()) + InteractionRows.bytes(projection);
    }

    /** Reads a projection. */
    public static ComparedGraph read(Projection projection, CompareConfig config) {
        ProjectedInteractions projected = ProjectedInteractions.of(projection, config.selection());
        Bipartite graph = Bipartite.of(projected, false, new Tally());
        return new ComparedGraph(
                graph, InteractionRows.read(projected, graph.items(), config.ratingProperty(), config.splitProperty()));
    }

    /** Compares; of weights on a rating scale, those above a threshold are likes, as when a model is trained. */
    public ComparisonReport compare(ComparisonOptions options, Monitor monitor) {
        return Comparison.run(log.withLikesOf(threshold(options, monitor)), graph.featureMatrix(), options, monitor);
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

    /** An upper bound on the heap that {@link #compare} needs, in bytes. */
    public long peakBytes(ComparisonOptions options) {
        return Math.max(
                LikeThreshold.peakBytes(log.users(), log.items(), log.size(), options.training()),
                Comparison.peakBytes(log.users(), log.items(), log.size(), graph.featureDimension(), options));
    }

    /** An upper bound on the memory outside the heap, in bytes. */
    public long nativeBytes(ComparisonOptions options) {
        return Comparison.nativeBytes(log.items(), graph.featureDimension(), options);
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
