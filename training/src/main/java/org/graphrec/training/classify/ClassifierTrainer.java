// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrec.training.Monitor;

/**
 * Fits a {@link Classifier}: holds out a test part, chooses on a validation part of the rest, measures the test part once with a
 * model that had not seen it, and refits on everything.
 */
public final class ClassifierTrainer {

    private static final ClassificationMetrics NOTHING = new ClassificationMetrics(new long[0][], Double.NaN);

    private ClassifierTrainer() {}

    /**
     * Fits a classifier to the nodes whose class is known; the features and relationships of all take part.
     *
     * @throws IllegalArgumentException when the architecture is unknown, or fewer than two classes have a node
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static ClassifierFit fit(NodeTask task, ClassifierOptions options, Monitor monitor) {
        ClassifierFitter fitter = ClassifierFitter.of(options.architecture());
        int[] labelled = task.labelled();
        if (Arrays.stream(labelled).map(node -> task.classOf()[node]).distinct().count() < 2) {
            throw new IllegalArgumentException("At least two classes must have nodes.");
        }
        long seed = options.randomSeed();
        StratifiedSplit outer =
                StratifiedSplit.of(labelled, task.classOf(), task.classes(), options.testFraction(), seed);
        StratifiedSplit inner = StratifiedSplit.of(
                outer.kept(), task.classOf(), task.classes(), options.validationFraction(), seed + 1);
        List<ClassifierTrial> trials = new ArrayList<>();
        ClassifierCandidate tuned = fitter.tune(task, inner.kept(), inner.held(), options, trials, monitor);
        ClassificationMetrics validation = measured(task, tuned.model(), inner.held(), options, monitor);
        monitor.phase("Fit classes", 2);
        ClassificationMetrics test = NOTHING;
        if (outer.held().length > 0) {
            Classifier unseen = tuned.refit().apply(outer.kept());
            test = measured(task, unseen, outer.held(), options, monitor);
        }
        monitor.advance(1);
        Classifier whole = tuned.refit().apply(labelled);
        monitor.advance(1);
        return new ClassifierFit(whole, trials, validation, test);
    }

    private static ClassificationMetrics measured(
            NodeTask task, Classifier model, int[] nodes, ClassifierOptions options, Monitor monitor) {
        return nodes.length == 0
                ? NOTHING
                : ClassificationMetrics.of(
                        model.probabilities(task.adjacency(), task.features(), options.concurrency(), monitor),
                        nodes,
                        task.classOf());
    }
}
