// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.PrivacyLedger;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.privacy.PrivatePropagation;
import org.graphrec.training.privacy.SecureNoise;
import org.graphrec.training.propagate.Propagation;

/** The features of a graph on their way along its relationships. */
record Spread(Projection graph, PropagateOptions options) {

    /**
     * What came of it.
     *
     * @param vectors a row a node of the graph
     * @param privacy what the call's row says of its budget; null without one
     */
    record Result(Matrix vectors, Map<String, Object> privacy, long preProcessingMillis, long computeMillis) {}

    /** An upper bound. */
    MemoryNeed memory() {
        int dimension = graph.dimension(options.features());
        long edges = graph.adjacencyEdges();
        long all = Propagation.peakBytes(
                graph.nodeCount(), edges, dimension, options.relationships().weighted());
        long vectors = 4L * graph.nodeCount() * dimension;
        return MemoryNeed.ofHeap("features", vectors).and("layers", 3 * vectors).and("adjacency", all - 4 * vectors);
    }

    EstimateRow estimate(String procedure) {
        return EstimateRow.of(procedure, memory(), graph.nodeCount(), graph.relationshipCount());
    }

    /** The same, where the graph does not have the target yet. */
    Spread ontoNewProperty() {
        graph.requireAbsent(options.target());
        return this;
    }

    /** Reads the features, as a model sees them where the options name one, and propagates them. */
    Result run(RunningCall call, TextHeads heads) {
        int concurrency = options.propagation().concurrency();
        call.phase("Read", 1);
        Features read = graph.features(options.features(), concurrency);
        Matrix features = options.modelName() == null ? read.matrix() : heads.apply(options.modelName(), graph, read);
        Csr adjacency = graph.adjacency(options.relationships(), concurrency);
        long preProcessing = call.lap();
        if (options.privacy() == null) {
            Matrix vectors = Propagation.propagate(adjacency, features, options.propagation(), call);
            return new Result(vectors, null, preProcessing, call.lap());
        }
        double sigma = PrivatePropagation.sigma(
                options.privacy(), options.propagation().layers());
        Matrix vectors = PrivatePropagation.propagate(
                adjacency,
                features,
                options.propagation().iterationWeights(),
                sigma,
                SecureNoise.fresh(),
                concurrency,
                call);
        return new Result(vectors, report(sigma, graph.spend(options.privacy())), preProcessing, call.lap());
    }

    /** The budget of a call, as its row accounts for it, and of all calls on the same projection so far. */
    private Map<String, Object> report(double sigma, PrivacyLedger.Spent spent) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("epsilon", options.privacy().epsilon());
        report.put("delta", options.privacy().delta());
        report.put("protects", "one relationship");
        report.put("mechanism", "analytic Gaussian");
        report.put("sensitivity", PrivatePropagation.SENSITIVITY);
        report.put("answers", (long) options.propagation().layers());
        report.put("sigma", sigma);
        report.put("epsilonSpent", spent.epsilon());
        report.put("deltaSpent", spent.delta());
        report.put("callsSoFar", spent.calls());
        return report;
    }
}
