// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.graphrec.embedding.Encoder;
import org.graphrec.embedding.EncoderLanguages;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.Tower;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Projection;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes of a call, and what makes vectors of what they have.
 *
 * @param graphNameOrLabels the argument
 * @param reading what makes the vectors, open
 * @param graphs the caller's
 * @param transaction the caller's
 */
record NodesToEmbed(
        Object graphNameOrLabels,
        EmbedOptions options,
        NodeEncoder<?> reading,
        ProjectedGraphs graphs,
        Transaction transaction) {

    /** Makes the vectors. */
    Encoder encoder() {
        return reading.encoder();
    }

    /** What counts the odd texts and vectors of a call. */
    EncodingHealth health(EncodingMonitor monitor) {
        return new EncodingHealth(monitor, EncoderLanguages.of(encoder().name()));
    }

    /** An upper bound for so many of them. */
    MemoryNeed memory() {
        return EmbeddingPass.memory(count(), reading);
    }

    /** The same where the vectors are added to the projection. */
    MemoryNeed memoryWithVectors() {
        return memory().and("vectors of the projection", 4L * encoder().dimension() * count());
    }

    EstimateRow estimate(String procedure, MemoryNeed need) {
        Tower tower = options.content() instanceof NodeMedia media ? media.tower() : Tower.TEXT;
        return EstimateRow.of(
                procedure, need.withOutside(OpenEncoders.sources().nativeBytes(options.encoder(), tower)), count(), 0);
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
