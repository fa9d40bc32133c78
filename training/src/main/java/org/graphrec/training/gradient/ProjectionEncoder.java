// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.Arrays;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.TextProjection;

/** The vectors a {@link TextProjection} makes of texts; its weights are trained. An item without text has a zero vector. */
public final class ProjectionEncoder implements ItemEncoder {

    private static final int ROWS_PER_BLOCK = 256;

    private final TextProjection projection;
    private final float[][] features;
    private final float[][] featureColumns;
    private final int concurrency;
    private final Monitor monitor;
    private final float[][] firstGradient;
    private final float[][] firstBiasGradient;
    private final float[][] secondGradient;
    private final float[][] secondBiasGradient;
    private float[][] hidden = {};

    /**
     * An encoder of given texts.
     *
     * @param projection its weights are changed by training
     * @param features [items, inputs], unit rows; a zero row is an item without text
     */
    public ProjectionEncoder(TextProjection projection, Matrix features, int concurrency, Monitor monitor) {
        Require.size("features", features.columns(), projection.inputs());
        this.projection = projection;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        this.features = new float[features.rows()][];
        for (int item = 0; item < features.rows(); item++) {
            int from = features.offset(item);
            this.features[item] = Arrays.copyOfRange(features.values(), from, from + features.columns());
        }
        featureColumns = transposed(this.features, projection.inputs());
        firstGradient = new float[projection.inputs()][projection.firstBias().length];
        firstBiasGradient = new float[1][projection.firstBias().length];
        secondGradient = new float[projection.second().length][projection.outputs()];
        secondBiasGradient = new float[1][projection.outputs()];
    }

    /** The projection with the current weights. */
    public TextProjection projection() {
        return projection;
    }

    @Override
    public int width() {
        return projection.outputs();
    }

    @Override
    public float[][] forward() {
        hidden = Gemm.multiply(features, projection.first(), concurrency, monitor);
        Parallel.forBlocks(hidden.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int item = from; item < to; item++) {
                TextProjection.activate(hidden[item], projection.firstBias());
            }
        });
        float[][] vectors = Gemm.multiply(hidden, projection.second(), concurrency, monitor);
        for (int item = 0; item < vectors.length; item++) {
            boolean described = TextProjection.nonZero(features[item]);
            for (int i = 0; i < vectors[item].length; i++) {
                vectors[item][i] = described ? vectors[item][i] + projection.secondBias()[i] : 0;
            }
        }
        return vectors;
    }

    @Override
    public void backward(float[][] gradient) {
        float[][] described = gradient.clone();
        for (int item = 0; item < described.length; item++) {
            if (!TextProjection.nonZero(features[item])) {
                described[item] = new float[width()];
            }
        }
        int width = projection.firstBias().length;
        float[][] back = Gemm.multiply(described, transposed(projection.second(), width()), concurrency, monitor);
        Parallel.forBlocks(back.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int item = from; item < to; item++) {
                for (int i = 0; i < width; i++) {
                    back[item][i] *= hidden[item][i] > 0 ? 1 : TextProjection.SLOPE;
                }
            }
        });
        copy(Gemm.multiply(transposed(hidden, width), described, concurrency, monitor), secondGradient);
        copy(Gemm.multiply(featureColumns, back, concurrency, monitor), firstGradient);
        secondBiasGradient[0] = columnSums(described, width());
        firstBiasGradient[0] = columnSums(back, width);
    }

    @Override
    public List<float[][]> parameters() {
        return List.of(projection.first(), new float[][] {projection.firstBias()}, projection.second(), new float[][] {
            projection.secondBias()
        });
    }

    @Override
    public List<float[][]> gradients() {
        return List.of(firstGradient, firstBiasGradient, secondGradient, secondBiasGradient);
    }

    private static float[][] transposed(float[][] rows, int columns) {
        float[][] transposed = new float[columns][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column][row] = rows[row][column];
            }
        }
        return transposed;
    }

    private static void copy(float[][] from, float[][] to) {
        for (int row = 0; row < to.length && from[row].length > 0; row++) {
            System.arraycopy(from[row], 0, to[row], 0, to[row].length);
        }
    }

    private static float[] columnSums(float[][] rows, int columns) {
        float[] sums = new float[columns];
        for (float[] row : rows) {
            for (int i = 0; i < columns; i++) {
                sums[i] += row[i];
            }
        }
        return sums;
    }
}
