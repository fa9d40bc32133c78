// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;

/**
 * Fits {@link SgcClassifier}. Hops and penalty are those of the least loss on the validation part or, where that is small, over folds
 * that each hold out as large a part; more hops are tried as long as
 * one of the last two brought something, and 0 is among them: where neighbours say nothing, they do not count.
 */
final class SgcFitter implements ClassifierFitter {

    static final String NAME = "sgc";

    private static final int[] LAYERS = {0, 1, 2, 4, 8, 16};

    private static final int PATIENCE = 2;

    /** From strong to weak, so that each fit begins near its end. */
    private static final double[] PENALTIES = {0.1, 0.01, 1e-3, 3e-4, 1e-4, 1e-5};

    private static final int DEFAULT_LAYERS = 2;

    private static final double DEFAULT_PENALTY = 1e-3;

    /** As many nodes are enough to choose by. */
    private static final int MOST_COMPARED = 8192;

    /** Fewer nodes, held out once, are too few to choose by. */
    private static final int ENOUGH_TO_CHOOSE = 1_000;

    private static final int MOST_FOLDS = 10;

    private static final int COMPARED_ITERATIONS = 60;

    private static final int ITERATIONS = 300;

    @Override
    public String architecture() {
        return NAME;
    }

    /** A setting, and the loss on the validation part. */
    private record Choice(int layers, double penalty, double loss) {}

    @Override
    public ClassifierCandidate tune(
            NodeTask task,
            int[] train,
            int[] validation,
            ClassifierOptions options,
            List<ClassifierTrial> trials,
            Monitor monitor) {
        Choice best = new Choice(
                options.layers() == null ? DEFAULT_LAYERS : options.layers(),
                options.penalty() == null ? DEFAULT_PENALTY : options.penalty(),
                Double.POSITIVE_INFINITY);
        if (validation.length > 0) {
            best = chosen(task, train, validation, options, trials, monitor);
        }
        Choice chosen = best;
        return new ClassifierCandidate(
                fit(task, train, chosen.layers(), chosen.penalty(), options, monitor),
                nodes -> fit(task, nodes, chosen.layers(), chosen.penalty(), options, monitor));
    }

    @Override
    public long peakBytes(long nodes, long edges, long dimension, long classes, int concurrency) {
        long row = 24 + 4 * dimension;
        // two layers of hops, their sum and mean; rows of the nodes with a class, standardised, and of what folds learn
        // from
        long folds = MOST_FOLDS * Math.min(nodes, MOST_COMPARED);
        long rows = (5 * nodes + folds) * row + 12 * nodes;
        // partial gradients, and what is remembered of steps
        long gradients = 64 * classes * row + 40 * 8 * classes * (dimension + 1);
        // probabilities, twice
        return rows + gradients + 8 * nodes * classes + (1L << 24);
    }

    private static Choice chosen(
            NodeTask task,
            int[] train,
            int[] validation,
            ClassifierOptions options,
            List<ClassifierTrial> trials,
            Monitor monitor) {
        int[] layers = options.layers() == null ? LAYERS : new int[] {options.layers()};
        monitor.phase("Tune classes", layers.length);
        List<StratifiedSplit> splits = splits(task, train, validation, options);
        Smoothing smoothing = new Smoothing(task.adjacency(), task.features(), options.concurrency(), monitor);
        Choice best = null;
        int hops = 0;
        int since = 0;
        for (int candidate : layers) {
            for (; hops < candidate; hops++) {
                smoothing.hop();
            }
            Choice choice = choice(task, smoothing.mean(), hops, splits, options, trials, monitor);
            since = best == null || choice.loss() < best.loss() ? 0 : since + 1;
            best = since == 0 ? choice : best;
            monitor.advance(1);
            if (since == PATIENCE) {
                break;
            }
        }
        return best;
    }

    /** The parts as they are or, where the second is too small to choose on, folds of both that each hold out as large a part. */
    private static List<StratifiedSplit> splits(
            NodeTask task, int[] train, int[] validation, ClassifierOptions options) {
        if (validation.length >= ENOUGH_TO_CHOOSE) {
            return List.of(StratifiedSplit.given(some(train), some(validation)));
        }
        int[] both = IntStream.concat(IntStream.of(train), IntStream.of(validation))
                .sorted()
                .toArray();
        int folds = Math.max(2, Math.round((float) both.length / validation.length));
        return StratifiedSplit.folds(
                        both, task.classOf(), task.classes(), Math.min(MOST_FOLDS, folds), options.randomSeed() + 2)
                .stream()
                .map(split -> StratifiedSplit.given(some(split.kept()), some(split.held())))
                .toList();
    }

    /** The best penalty after some hops. */
    private static Choice choice(
            NodeTask task,
            float[][] rows,
            int hops,
            List<StratifiedSplit> splits,
            ClassifierOptions options,
            List<ClassifierTrial> trials,
            Monitor monitor) {
        double[] penalties = options.penalty() == null ? PENALTIES : new double[] {options.penalty()};
        List<SgcTraining> trainings = splits.stream()
                .map(split -> new SgcTraining(task, rows, split.kept(), options, monitor))
                .toList();
        Choice best = null;
        for (double penalty : penalties) {
            long begin = System.nanoTime();
            SgcLoss loss = new SgcLoss();
            for (int i = 0; i < trainings.size(); i++) {
                SgcTraining training = trainings.get(i);
                training.fit(penalty, COMPARED_ITERATIONS);
                int[] held = splits.get(i).held();
                Matrix probabilities =
                        training.model(hops, penalty).probabilities(rows(rows, held), options.concurrency(), monitor);
                loss.add(probabilities, task.classesOf(held), training.classWeights());
            }
            trials.add(new ClassifierTrial(
                    SgcTraining.parameters(hops, penalty),
                    loss.accuracy(),
                    loss.logLoss(),
                    (System.nanoTime() - begin) / 1e9));
            if (best == null || loss.weighted() < best.loss()) {
                best = new Choice(hops, penalty, loss.weighted());
            }
        }
        return best;
    }

    private static SgcClassifier fit(
            NodeTask task, int[] train, int layers, double penalty, ClassifierOptions options, Monitor monitor) {
        Smoothing smoothing = new Smoothing(task.adjacency(), task.features(), options.concurrency(), monitor);
        for (int hop = 0; hop < layers; hop++) {
            smoothing.hop();
        }
        SgcTraining training = new SgcTraining(task, smoothing.mean(), train, options, monitor);
        training.fit(penalty, ITERATIONS);
        return training.model(layers, penalty);
    }

    /** Nodes evenly taken, where there are more than enough. */
    private static int[] some(int[] nodes) {
        if (nodes.length <= MOST_COMPARED) {
            return nodes;
        }
        int[] some = new int[MOST_COMPARED];
        for (int i = 0; i < some.length; i++) {
            some[i] = nodes[(int) ((long) i * nodes.length / some.length)];
        }
        return some;
    }

    private static float[][] rows(float[][] rows, int[] nodes) {
        float[][] some = new float[nodes.length][];
        for (int i = 0; i < nodes.length; i++) {
            some[i] = rows[nodes[i]];
        }
        return some;
    }
}
