// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;

/**
 * Feature vectors of nodes, one column block a property: each block of unit length times its weight, a missing one zeros,
 * and the whole row of unit length. So a node without an image is compared by its text alone.
 *
 * @param matrix [nodes, sum of the dimensions]
 * @param blocks where each property stands
 */
public record Features(Matrix matrix, List<Block> blocks) {
    private static final int ROWS_PER_BLOCK = 256;

    /**
     * A property's columns, from {@code offset} on.
     *
     * @param weight its length in a row, before the row is brought to unit length; at least 0
     */
    public record Block(String property, int offset, int dimension, double weight) {}

    public Features {
        blocks = List.copyOf(blocks);
    }

    /**
     * How the same vectors are read from the live graph.
     *
     * @param spaces the encoder's of each property, "" where unknown
     */
    public LiveFeatures live(List<String> spaces) {
        List<LiveFeatures.Block> live = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            live.add(new LiveFeatures.Block(block.property(), block.dimension(), block.weight(), spaces.get(b)));
        }
        return new LiveFeatures(live);
    }

    /** The same vectors with other weights, one for each property. */
    public Features weighted(List<Double> weights) {
        int[] dimensions = dimensions();
        double[] lengths = weights.stream().mapToDouble(Double::doubleValue).toArray();
        Matrix other =
                new Matrix(matrix.rows(), matrix.columns(), matrix.values().clone());
        for (int row = 0; row < other.rows(); row++) {
            Vectors.scaleBlocks(other, row, dimensions, lengths);
        }
        List<Block> others = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            others.add(new Block(block.property(), block.offset(), block.dimension(), weights.get(b)));
        }
        return new Features(other, others);
    }

    /** The dimension of each property. */
    public int[] dimensions() {
        return blocks.stream().mapToInt(Block::dimension).toArray();
    }

    /** The vectors of a property. Read by several threads. */
    interface Column {
        /** Their length. */
        int dimension();

        /** Copies a node's vector to {@code into} from {@code offset} on; where it has none, leaves what is there. */
        void read(int node, float[] into, int offset);
    }

    /** Puts vectors side by side, a column block a property; row i is of node {@code nodes[i]}. */
    static Features sideBySide(
            FeatureSelection selection, List<? extends Column> columns, int[] nodes, int concurrency, Monitor monitor) {
        List<Block> blocks = new ArrayList<>();
        int width = 0;
        for (int b = 0; b < columns.size(); b++) {
            blocks.add(new Block(
                    selection.properties().get(b),
                    width,
                    columns.get(b).dimension(),
                    selection.weights().get(b)));
            width += columns.get(b).dimension();
        }
        int[] dimensions = blocks.stream().mapToInt(Block::dimension).toArray();
        double[] weights = blocks.stream().mapToDouble(Block::weight).toArray();
        Matrix matrix = new Matrix(nodes.length, width);
        Parallel.forBlocks(nodes.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int b = 0; b < blocks.size(); b++) {
                    int offset = matrix.offset(row) + blocks.get(b).offset();
                    columns.get(b).read(nodes[row], matrix.values(), offset);
                }
                Vectors.scaleBlocks(matrix, row, dimensions, weights);
            }
        });
        return new Features(matrix, blocks);
    }
}
