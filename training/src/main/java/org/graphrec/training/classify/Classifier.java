// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/** A fitted classifier of nodes: immutable, and safe for use by many threads at once. */
public interface Classifier {

    /** The name of its {@link ClassifierFitter}. */
    String architecture();

    /** The number of classes. */
    int classes();

    /** The size of a node's features. */
    int dimension();

    /**
     * The probability of every class for every node of a graph, be it the one of the training or another.
     *
     * @param adjacency [nodes, nodes], both directions of each relationship
     * @param features [nodes, {@link #dimension}]
     * @return [nodes, {@link #classes}], rows that sum to 1
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    Matrix probabilities(Csr adjacency, Matrix features, int concurrency, Monitor monitor);

    /** The chosen hyper-parameters; values are String, Long, Double, Boolean, List or Map. */
    Map<String, Object> parameters();
}
