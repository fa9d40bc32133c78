// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;

/** Fits to the same rows, one penalty after the other, each from where the one before ended. */
final class SgcTraining {
    /** Of the length of the gradient, in units of the loss of one node. */
    private static final double TOLERANCE = 1e-5;

    private final Standardisation standardisation;
    private final float[][] rows;
    private final int[] classOf;
    private final int dimension;
    private final double[] classWeights;
    private final int concurrency;
    private final Monitor monitor;
    private double[] point;

    SgcTraining(NodeTask task, float[][] rows, int[] train, ClassifierOptions options, Monitor monitor) {
        this.standardisation = Standardisation.of(rows, train);
        this.rows = standardisation.apply(rows, train);
        this.classOf = task.classesOf(train);
        this.dimension = task.features().columns();
        this.classWeights = options.weights(task.classOf(), train, task.classes());
        this.concurrency = options.concurrency();
        this.monitor = monitor;
        this.point = new double[task.classes() * (dimension + 1)];
    }

    double[] classWeights() {
        return classWeights;
    }

    void fit(double penalty, int iterations) {
        SoftmaxRegression loss =
                new SoftmaxRegression(rows, classOf, dimension, classWeights, penalty, concurrency, monitor);
        point = Lbfgs.minimise(loss, point, iterations, TOLERANCE, monitor);
    }

    /** The fit as a function of features that are not standardised. */
    SgcClassifier model(int layers, double penalty) {
        int classes = classWeights.length;
        Matrix weights = new Matrix(classes, dimension);
        float[] bias = new float[classes];
        for (int c = 0; c < classes; c++) {
            double sum = point[classes * dimension + c];
            for (int d = 0; d < dimension; d++) {
                double weight = point[c * dimension + d] * standardisation.scale();
                weights.values()[weights.offset(c) + d] = (float) weight;
                sum -= weight * standardisation.mean()[d];
            }
            bias[c] = (float) sum;
        }
        return new SgcClassifier(layers, true, weights, bias, parameters(layers, penalty));
    }

    static Map<String, Object> parameters(int layers, double penalty) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("layers", (long) layers);
        parameters.put("penalty", penalty);
        return parameters;
    }
}
