package org.graphrec.procedures.embed;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Projection;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes of a call, and what makes vectors of their texts.
 *
 * @param graphNameOrLabels the argument
 * @param encoder open
 * @param graphs the caller's
 * @param transaction the caller's
 */
record NodesToEmbed(
        Object graphNameOrLabels,
        EmbedOptions options,
        TextEncoder encoder,
        ProjectedGraphs graphs,
        Transaction transaction) {

    /** An upper bound for so many of them. */
    MemoryNeed memory() {
        return EmbeddingPass.memory(count(), encoder.dimension());
    }

    /** The same where the vectors are added to the projection. */
    MemoryNeed memoryWithVectors() {
        return memory().and("vectors of the projection", 4L * encoder.dimension() * count());
    }

    EstimateRow estimate(String procedure, MemoryNeed need) {
        return EstimateRow.of(
                procedure, need.withOutside(OpenEncoders.sources().nativeBytes(options.encoder())), count(), 0);
    }

    /** The graph that the argument names. */
    Projection projection() {
        return graphs.get((String) graphNameOrLabels);
    }

    /** Their ids, ascending. */
    long[] ids() {
        if (projected()) {
            long[] ids = projection().originalIds();
            Arrays.sort(ids);
            return ids;
        }
        return NodeSelection.byLabels(transaction, graphNameOrLabels, names());
    }

    private long count() {
        return projected() ? projection().nodeCount() : NodeSelection.count(transaction, graphNameOrLabels, names());
    }

    private boolean projected() {
        return graphNameOrLabels instanceof String name && names().contains(name);
    }

    private Set<String> names() {
        return new TreeSet<>(graphs.names());
    }
}
