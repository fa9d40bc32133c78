// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/** Nodes to classify. Arrays are shared, not copied. */
public final class NodeTask {

    private final Csr adjacency;
    private final Matrix features;
    private final int[] classOf;
    private final int classes;

    /**
     * A task over these.
     *
     * @param adjacency [nodes, nodes] weights of at least 0, both directions of each relationship
     * @param features [nodes, dimension], finite; a zero row is a node without features
     * @param classOf class of each node, from 0; -1 where it is not known
     * @param classes number of classes, at least 2
     * @throws IllegalArgumentException when they do not fit together
     */
    public NodeTask(Csr adjacency, Matrix features, int[] classOf, int classes) {
        Require.size("adjacency", adjacency.columns(), adjacency.rows());
        Require.size("features", features.rows(), adjacency.rows());
        Require.finite("features", features.values());
        Require.size("classOf", classOf.length, adjacency.rows());
        Require.atLeast("classes", classes, 2);
        for (int nodeClass : classOf) {
            Require.between("classOf", nodeClass, -1, classes - 1);
        }
        this.adjacency = adjacency;
        this.features = features;
        this.classOf = classOf;
        this.classes = classes;
    }

    /** [nodes, nodes], both directions of each relationship. */
    public Csr adjacency() {
        return adjacency;
    }

    /** [nodes, dimension]. */
    public Matrix features() {
        return features;
    }

    /** The class of each node; -1 where it is not known. */
    public int[] classOf() {
        return classOf;
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The nodes whose class is known. */
    public int[] labelled() {
        return IntStream.range(0, classOf.length)
                .filter(node -> classOf[node] >= 0)
                .toArray();
    }

    /** The classes of some nodes. */
    int[] classesOf(int[] nodes) {
        return IntStream.of(nodes).map(node -> classOf[node]).toArray();
    }
}
