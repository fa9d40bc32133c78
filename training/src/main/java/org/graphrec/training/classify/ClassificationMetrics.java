// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrec.training.math.Matrix;

/** How well the most probable classes of some nodes match the true ones. */
public final class ClassificationMetrics {

    private final long[][] confusion;
    private final double logLoss;

    /**
     * Of counts.
     *
     * @param confusion [true class, predicted class]
     * @param logLoss mean of -log of the probability of the true class
     */
    public ClassificationMetrics(long[][] confusion, double logLoss) {
        this.confusion = confusion;
        this.logLoss = logLoss;
    }

    /** Of some nodes. The first of equally probable classes is the predicted one. */
    static ClassificationMetrics of(Matrix probabilities, int[] nodes, int[] classOf) {
        long[][] confusion = new long[probabilities.columns()][probabilities.columns()];
        double loss = 0;
        for (int node : nodes) {
            confusion[classOf[node]][mostProbable(probabilities, node)]++;
            loss -= Math.log(Math.max(Float.MIN_NORMAL, probabilities.at(node, classOf[node])));
        }
        return new ClassificationMetrics(confusion, loss / nodes.length);
    }

    /** The most probable class of a row; the first of several. */
    public static int mostProbable(Matrix probabilities, int row) {
        int best = 0;
        for (int c = 1; c < probabilities.columns(); c++) {
            best = probabilities.at(row, c) > probabilities.at(row, best) ? c : best;
        }
        return best;
    }

    /** The number of nodes. */
    public long nodes() {
        return Arrays.stream(confusion).flatMapToLong(Arrays::stream).sum();
    }

    /** [true class, predicted class] counts. */
    public List<List<Long>> confusion() {
        return Arrays.stream(confusion)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    /** Mean of -log of the probability of the true class. */
    public double logLoss() {
        return logLoss;
    }

    /** The share of nodes whose class is the most probable one; NaN without nodes. */
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < confusion.length; c++) {
            right += confusion[c][c];
        }
        return (double) right / nodes();
    }

    /** F1 of each class, 2 TP / (2 TP + FP + FN); 0 for a class that is neither there nor predicted. */
    public List<Double> f1() {
        List<Double> f1 = new ArrayList<>();
        for (int c = 0; c < confusion.length; c++) {
            long there = 0;
            long predicted = 0;
            for (int other = 0; other < confusion.length; other++) {
                there += confusion[c][other];
                predicted += confusion[other][c];
            }
            f1.add(there + predicted == 0 ? 0 : 2.0 * confusion[c][c] / (there + predicted));
        }
        return f1;
    }

    /** The mean of {@link #f1} over the classes that are there or predicted; NaN without nodes. */
    public double macroF1() {
        double sum = 0;
        int present = 0;
        List<Double> f1 = f1();
        for (int c = 0; c < confusion.length; c++) {
            long seen = 0;
            for (int other = 0; other < confusion.length; other++) {
                seen += confusion[c][other] + confusion[other][c];
            }
            present += seen > 0 ? 1 : 0;
            sum += f1.get(c);
        }
        return sum / present;
    }
}
