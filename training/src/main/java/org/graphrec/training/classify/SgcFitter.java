package org.graphrec.training.classify;

import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;

/**
 * Fits {@link SgcClassifier}. Hops and penalty are those of the least loss on the validation part; more hops are tried as long as
 * one of the last two brought something, and 0 is among them: where neighbours say nothing, they do not count.
 */
final class SgcFitter implements ClassifierFitter {

    static final String NAME = "sgc";

    private static final int[] LAYERS = {0, 1, 2, 3, 4, 6, 8, 10};

    private static final int PATIENCE = 2;

    /** From strong to weak, so that each fit begins near its end. */
    private static final double[] PENALTIES = {0.1, 0.01, 1e-3, 1e-4, 1e-5};

    private static final int DEFAULT_LAYERS = 2;

    private static final double DEFAULT_PENALTY = 1e-3;

    /** As many nodes are enough to choose by. */
    private static final int MOST_COMPARED = 8192;

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
        // two layers of hops; rows of the nodes with a class, standardised
        long rows = 3 * nodes * row + 12 * nodes;
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
        int[] learned = some(train);
        int[] measured = some(validation);
        Smoothing smoothing = new Smoothing(task.adjacency(), task.features(), options.concurrency(), monitor);
        Choice best = null;
        int hops = 0;
        int since = 0;
        for (int candidate : layers) {
            for (; hops < candidate; hops++) {
                smoothing.hop();
            }
            Choice choice = choice(task, smoothing.rows(), hops, learned, measured, options, trials, monitor);
            since = best == null || choice.loss() < best.loss() ? 0 : since + 1;
            best = since == 0 ? choice : best;
            monitor.advance(1);
            if (since == PATIENCE) {
                break;
            }
        }
        return best;
    }

    /** The best penalty after some hops. */
    private static Choice choice(
            NodeTask task,
            float[][] rows,
            int hops,
            int[] train,
            int[] validation,
            ClassifierOptions options,
            List<ClassifierTrial> trials,
            Monitor monitor) {
        double[] penalties = options.penalty() == null ? PENALTIES : new double[] {options.penalty()};
        SgcTraining training = new SgcTraining(task, rows, train, options, monitor);
        float[][] measured = rows(rows, validation);
        int[] wanted = task.classesOf(validation);
        int[] all = IntStream.range(0, validation.length).toArray();
        Choice best = null;
        for (double penalty : penalties) {
            long begin = System.nanoTime();
            training.fit(penalty, COMPARED_ITERATIONS);
            SgcClassifier model = training.model(hops, penalty);
            Matrix probabilities = model.probabilities(measured, options.concurrency(), monitor);
            ClassificationMetrics metrics = ClassificationMetrics.of(probabilities, all, wanted);
            double loss = weightedLoss(probabilities, wanted, training.classWeights());
            trials.add(new ClassifierTrial(
                    model.parameters(), metrics.accuracy(), metrics.logLoss(), (System.nanoTime() - begin) / 1e9));
            if (best == null || loss < best.loss()) {
                best = new Choice(hops, penalty, loss);
            }
        }
        return best;
    }

    private static double weightedLoss(Matrix probabilities, int[] wanted, double[] weights) {
        double loss = 0;
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            double weight = weights[wanted[i]];
            loss -= weight * Math.log(Math.max(Float.MIN_NORMAL, probabilities.at(i, wanted[i])));
            sum += weight;
        }
        return loss / sum;
    }

    private static SgcClassifier fit(
            NodeTask task, int[] train, int layers, double penalty, ClassifierOptions options, Monitor monitor) {
        Smoothing smoothing = new Smoothing(task.adjacency(), task.features(), options.concurrency(), monitor);
        for (int hop = 0; hop < layers; hop++) {
            smoothing.hop();
        }
        SgcTraining training = new SgcTraining(task, smoothing.rows(), train, options, monitor);
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
