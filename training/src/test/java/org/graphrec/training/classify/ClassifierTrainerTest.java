// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTrainerTest {

    private static final NodeTask BLOCKS = StochasticBlockModel.of(800, 0.03, 0.003, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neighboursTellWhatNoisyFeaturesDoNot(long seed) {
        NodeTask task = StochasticBlockModel.of(800, 0.03, 0.003, seed);
        ClassifierFit alone = fit(task, options(0, false, 2));
        ClassifierFit propagated = fit(task, options(null, false, 2));
        assertThat(alone.test().accuracy()).isBetween(0.5, 0.7);
        assertThat(propagated.test().accuracy()).isGreaterThan(0.9);
        assertThat(propagated.test().macroF1()).isGreaterThan(0.9);
        assertThat(propagated.validation().accuracy()).isGreaterThan(0.85);
    }

    /** With as many relationships between two blocks as within one, neighbours say nothing. */
    @Test
    void leavesNeighboursOutWhereTheyMislead() {
        NodeTask task = StochasticBlockModel.of(800, 0.01, 0.01, 5);
        ClassifierFit fit = fit(task, options(null, false, 2));
        assertThat(fit.model().parameters()).containsEntry("layers", 0L);
        assertThat(fit.test().accuracy()).isGreaterThan(0.5);
    }

    @Test
    void isTheSameForAnyConcurrency() {
        float[] one = probabilities(fit(BLOCKS, options(null, false, 1)));
        assertThat(probabilities(fit(BLOCKS, options(null, false, 2)))).isEqualTo(one);
        assertThat(probabilities(fit(BLOCKS, options(null, false, 4)))).isEqualTo(one);
    }

    @Test
    void classifiesAGraphItHasNotSeen() {
        Classifier model = fit(BLOCKS, options(null, false, 2)).model();
        NodeTask other = StochasticBlockModel.of(600, 0.04, 0.004, 99);
        Matrix probabilities = model.probabilities(other.adjacency(), other.features(), 2, Monitor.SILENT);
        assertThat(ClassificationMetrics.of(probabilities, other.labelled(), other.classOf())
                        .accuracy())
                .isGreaterThan(0.85);
        for (int node = 0; node < 600; node++) {
            float sum = 0;
            for (int c = 0; c < StochasticBlockModel.CLASSES; c++) {
                sum += probabilities.at(node, c);
            }
            assertThat(sum).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void learnsFromFewLabelsAndTheFeaturesOfAll() {
        int[] few = BLOCKS.classOf().clone();
        for (int node = 0; node < few.length; node++) {
            few[node] = node % 10 == 0 ? few[node] : -1;
        }
        NodeTask task = new NodeTask(BLOCKS.adjacency(), BLOCKS.features(), few, StochasticBlockModel.CLASSES);
        Classifier model = fit(task, options(null, false, 2)).model();
        ClassificationMetrics all = ClassificationMetrics.of(
                model.probabilities(BLOCKS.adjacency(), BLOCKS.features(), 2, Monitor.SILENT),
                BLOCKS.labelled(),
                BLOCKS.classOf());
        assertThat(all.accuracy()).isGreaterThan(0.8);
    }

    /** Two classes told apart badly, nine to one: weighed alike, the rare one is found more often. */
    @Test
    void findsARareClassMoreOftenWhenClassesAreBalanced() {
        int[] rare = new int[BLOCKS.classOf().length];
        for (int node = 0; node < rare.length; node++) {
            rare[node] = BLOCKS.classOf()[node] == 0 && node % 3 == 0 ? 1 : 0;
        }
        NodeTask task = new NodeTask(BLOCKS.adjacency(), BLOCKS.features(), rare, 2);
        assertThat(found(fit(task, options(0, true, 2)))).isGreaterThan(found(fit(task, options(0, false, 2))) + 5);
    }

    /** Without a relationship every hop leaves a node its own features. */
    @Test
    void aGraphWithoutRelationshipsIsClassifiedByFeatures() {
        int nodes = BLOCKS.classOf().length;
        Csr nothing = new Csr(nodes, nodes, new int[nodes + 1], new int[0], null);
        NodeTask task = new NodeTask(nothing, BLOCKS.features(), BLOCKS.classOf(), StochasticBlockModel.CLASSES);
        assertThat(probabilities(fit(task, options(3, false, 2)), task))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(probabilities(fit(task, options(0, false, 2)), task));
    }

    @Test
    void stopsWhenTold() {
        Monitor stopped = Monitor.whileTrue(() -> false);
        assertThatThrownBy(() -> ClassifierTrainer.fit(BLOCKS, options(null, false, 2), stopped))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void namesTheArchitecturesThereAre() {
        ClassifierOptions options = new ClassifierOptions("gnn", null, null, List.of(), false, 0.2, 0.2, 1, 1);
        assertThatThrownBy(() -> ClassifierTrainer.fit(BLOCKS, options, Monitor.SILENT))
                .hasMessageContaining("`architecture`")
                .hasMessageContaining("`sgc`")
                .hasMessageContaining("`gnn`");
    }

    private static long found(ClassifierFit fit) {
        return fit.test().confusion().get(1).get(1);
    }

    private static float[] probabilities(ClassifierFit fit) {
        return probabilities(fit, BLOCKS);
    }

    private static float[] probabilities(ClassifierFit fit, NodeTask task) {
        return fit.model()
                .probabilities(task.adjacency(), task.features(), 2, Monitor.SILENT)
                .values();
    }

    private static ClassifierFit fit(NodeTask task, ClassifierOptions options) {
        return ClassifierTrainer.fit(task, options, Monitor.SILENT);
    }

    private static ClassifierOptions options(Integer layers, boolean balanced, int concurrency) {
        return new ClassifierOptions("sgc", layers, null, List.of(), balanced, 0.3, 0.2, 7, concurrency);
    }
}
