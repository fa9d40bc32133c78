// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;

/**
 * From text vectors to item vectors: W2' LeakyReLU(W1' x + b1) + b2. It knows texts only, so that a head trained on one graph
 * serves any other whose texts went through the same encoder (AlphaRec, Sheng et al. 2025).
 */
public final class TextProjection {

    /** What LeakyReLU leaves of a negative value. */
    public static final float SLOPE = 0.01f;

    private final float[][] first;
    private final float[] firstBias;
    private final float[][] second;
    private final float[] secondBias;

    /**
     * A head over its weights, which are not copied.
     *
     * @param first W1, [inputs, hidden]
     * @param firstBias b1, [hidden]
     * @param second W2, [hidden, outputs]
     * @param secondBias b2, [outputs]
     */
    public TextProjection(float[][] first, float[] firstBias, float[][] second, float[] secondBias) {
        Require.size("second", second.length, firstBias.length);
        for (float[] row : first) {
            Require.size("row of first", row.length, firstBias.length);
        }
        for (float[] row : second) {
            Require.size("row of second", row.length, secondBias.length);
        }
        this.first = first;
        this.firstBias = firstBias;
        this.second = second;
        this.secondBias = secondBias;
    }

    /** A head with random weights (He et al. 2015, uniform) and no biases. */
    public static TextProjection random(int inputs, int hidden, int outputs, long randomSeed) {
        SplittableRandom random = new SplittableRandom(randomSeed);
        return new TextProjection(
                uniform(inputs, hidden, random),
                new float[hidden],
                uniform(hidden, outputs, random),
                new float[outputs]);
    }

    private static float[][] uniform(int rows, int columns, SplittableRandom random) {
        float bound = (float) Math.sqrt(6.0 / Math.max(1, rows));
        float[][] weights = new float[rows][columns];
        for (float[] row : weights) {
            for (int column = 0; column < columns; column++) {
                row[column] = (float) random.nextDouble(-bound, bound);
            }
        }
        return weights;
    }

    /** The size of a text vector. */
    public int inputs() {
        return first.length;
    }

    /** The size of an item vector. */
    public int outputs() {
        return secondBias.length;
    }

    /** W1, [inputs, hidden]; the array itself. */
    public float[][] first() {
        return first;
    }

    /** b1, [hidden]; the array itself. */
    public float[] firstBias() {
        return firstBias;
    }

    /** W2, [hidden, outputs]; the array itself. */
    public float[][] second() {
        return second;
    }

    /** b2, [outputs]; the array itself. */
    public float[] secondBias() {
        return secondBias;
    }

    /**
     * The item vectors of texts.
     *
     * @param features [items, inputs], unit rows; a zero row is an item without text
     * @return [items, outputs]; the row of an item without text is zero
     */
    public Matrix apply(Matrix features) {
        Require.size("features", features.columns(), inputs());
        Matrix vectors = new Matrix(features.rows(), outputs());
        float[][] one = new float[1][inputs()];
        for (int item = 0; item < features.rows(); item++) {
            System.arraycopy(features.values(), features.offset(item), one[0], 0, inputs());
            if (nonZero(one[0])) {
                float[] hidden = Gemm.multiply(one, first, 1, Monitor.SILENT)[0];
                activate(hidden, firstBias);
                float[] vector = Gemm.multiply(new float[][] {hidden}, second, 1, Monitor.SILENT)[0];
                for (int i = 0; i < vector.length; i++) {
                    vectors.values()[vectors.offset(item) + i] = vector[i] + secondBias[i];
                }
            }
        }
        return vectors;
    }

    /** True when {@code features} describe anything. */
    public static boolean nonZero(float[] features) {
        for (float value : features) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    /** LeakyReLU(hidden + bias) in place. */
    public static void activate(float[] hidden, float[] bias) {
        for (int i = 0; i < hidden.length; i++) {
            float value = hidden[i] + bias[i];
            hidden[i] = value > 0 ? value : SLOPE * value;
        }
    }
}
