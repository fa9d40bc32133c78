// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.math.Matrix;
import org.neo4j.graphdb.Transaction;

/** Collects vectors as rows of a projected graph; zeros where none came. */
final class ProjectedVectors implements EmbeddingPass.Sink {
    private final Projection graph;
    private final Matrix matrix;
    private long written;

    ProjectedVectors(Projection graph, int dimension) {
        this.graph = graph;
        this.matrix = new Matrix(graph.nodeCount(), dimension);
    }

    @Override
    public void accept(Transaction transaction, List<EmbeddedNode> embedded) {
        for (EmbeddedNode one : embedded) {
            if (one.vector() != null) {
                int row = graph.row(NodeIds.id(one.node()));
                System.arraycopy(one.vector(), 0, matrix.values(), matrix.offset(row), matrix.columns());
                written++;
            }
        }
    }

    Matrix matrix() {
        return matrix;
    }

    long written() {
        return written;
    }
}
