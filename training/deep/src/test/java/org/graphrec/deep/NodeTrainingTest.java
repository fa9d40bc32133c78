// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.classify.Classifier;
import org.graphrec.training.classify.ClassifierCodec;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierOptions;
import org.graphrec.training.classify.ClassifierTrainer;
import org.graphrec.training.classify.NodeTask;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

/** A citation graph of four fields: papers cite mostly their own, and their texts are so noisy that alone they tell little. */
class NodeTrainingTest {

    private static final int NODES = 800;
    private static final int CLASSES = 4;
    private static final int DIMENSION = 24;

    /** Graphs of which the accuracies are the means. */
    private static final int GRAPHS = 4;

    private static NodeTask graph(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] classOf = new int[NODES];
        Matrix features = new Matrix(NODES, DIMENSION);
        for (int node = 0; node < NODES; node++) {
            classOf[node] = node % CLASSES;
            for (int d = 0; d < DIMENSION; d++) {
                double mean = d % CLASSES == classOf[node] ? 0.5 : 0;
                features.values()[features.offset(node) + d] = (float) (mean + random.nextGaussian());
            }
        }
        List<int[]> edges = new ArrayList<>();
        for (int a = 0; a < NODES; a++) {
            for (int b = 0; b < a; b++) {
                double share = classOf[a] == classOf[b] ? 0.018 : 0.0022;
                if (random.nextDouble() < share) {
                    edges.add(new int[] {a, b});
                    edges.add(new int[] {b, a});
                }
            }
        }
        Csr adjacency = Csr.fromEdges(
                NODES,
                NODES,
                edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray(),
                null);
        return new NodeTask(adjacency, features, classOf, CLASSES);
    }

    private static ClassifierFit fit(NodeTask task, String architecture, Integer layers) {
        return ClassifierTrainer.fit(
                task,
                new ClassifierOptions(architecture, layers, null, List.of(), false, 0.5, 0.2, 3, 2),
                Monitor.SILENT);
    }

    @Test
    void citationsTellWhatNoisyTextsDoNot() {
        double texts = 0;
        double gcn = 0;
        double gat = 0;
        for (int seed = 1; seed <= GRAPHS; seed++) {
            NodeTask task = graph(seed);
            texts += fit(task, "sgc", 0).test().accuracy() / GRAPHS;
            gcn += fit(task, "gcn", null).test().accuracy() / GRAPHS;
            gat += fit(task, "gat", null).test().accuracy() / GRAPHS;
        }
        assertThat(texts).isBetween(0.5, 0.7);
        assertThat(gcn).isGreaterThan(0.8);
        assertThat(gat).isGreaterThanOrEqualTo(gcn);
        assertThat(Torch.live()).isZero();
    }

    @Test
    void classifiesTheSameOutOfAFileAndTheSameAgain() {
        NodeTask task = graph(1);
        for (String architecture : List.of("gcn", "gat")) {
            Classifier model = fit(task, architecture, null).model();
            Classifier file = ClassifierCodec.decode(ClassifierCodec.encode(model));
            Classifier again = fit(task, architecture, null).model();
            float[] expected = probabilities(model, task, 1);
            assertThat(probabilities(file, task, 4)).isEqualTo(expected);
            assertThat(probabilities(again, task, 2)).isEqualTo(expected);
        }
    }

    private static float[] probabilities(Classifier model, NodeTask task, int concurrency) {
        return model.probabilities(task.adjacency(), task.features(), concurrency, Monitor.SILENT)
                .values();
    }
}
