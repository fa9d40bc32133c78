// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.List;
import org.neo4j.graphdb.Node;

/**
 * Reads the feature vector of a node from the database as the calling transaction sees it, put together as at training: each
 * property a block of unit length times its weight, the whole of unit length.
 *
 * @param blocks in the order of their columns; empty: no features
 */
public record LiveFeatures(List<Block> blocks) {

    /**
     * A property's columns.
     *
     * @param dimension the length of its vectors
     * @param weight at least 0
     * @param space the encoder's, or "" where unknown
     */
    public record Block(String property, int dimension, double weight, String space) {}

    public LiveFeatures {
        blocks = List.copyOf(blocks);
    }

    /** The number of columns. */
    public int dimension() {
        return blocks.stream().mapToInt(Block::dimension).sum();
    }

    /** The first column of a block. */
    public int offset(int block) {
        return blocks.subList(0, block).stream().mapToInt(Block::dimension).sum();
    }

    /** The encoder's space of each block; "" where unknown. */
    public List<String> spaces() {
        return blocks.stream().map(Block::space).toList();
    }

    /**
     * The vector of a node; null where it has none of the properties.
     *
     * @throws IllegalArgumentException when a vector is of another length or another encoder than at training
     */
    public float[] of(Node node) {
        float[] vector = new float[dimension()];
        int from = 0;
        for (Block block : blocks) {
            Object value = node.getProperty(block.property(), null);
            if (value != null) {
                requireSpace(node, block);
                put(node, block, value, vector, from);
                scale(vector, from, block.dimension(), block.weight());
            }
            from += block.dimension();
        }
        return scale(vector, 0, vector.length, 1) ? vector : null;
    }

    private static void requireSpace(Node node, Block block) {
        if (!block.space().isEmpty()
                && node.getProperty(Spaces.passportProperty(block.property()), null) instanceof String passport
                && !Spaces.space(passport).equals(block.space())) {
            throw new IllegalArgumentException("The vector `" + block.property() + "` of node " + node.getElementId()
                    + " must be of the space `" + block.space() + "`, as at training, but is of `"
                    + Spaces.space(passport) + "`. Write it again with `rec.embed.nodes.write` and that encoder.");
        }
    }

    private static void put(Node node, Block block, Object value, float[] vector, int from) {
        float[] numbers = NumberVector.of(value);
        int length = numbers == null ? -1 : numbers.length;
        if (length != block.dimension()) {
            throw new IllegalArgumentException("The property `" + block.property() + "` of node " + node.getElementId()
                    + " must be a list of " + block.dimension() + " numbers, as at training, but "
                    + (length < 0 ? "is none." : "has " + length + "."));
        }
        for (int d = 0; d < length; d++) {
            vector[from + d] = numbers[d];
            if (!Float.isFinite(vector[from + d])) {
                throw new IllegalArgumentException("The property `" + block.property() + "` of node "
                        + node.getElementId() + " must be of finite numbers but has `" + vector[from + d] + "`.");
            }
        }
    }

    /** Scales to a length; false for zeros, which stay. */
    private static boolean scale(float[] vector, int from, int size, double length) {
        double squares = 0;
        for (int d = from; d < from + size; d++) {
            squares += (double) vector[d] * vector[d];
        }
        for (int d = from; d < from + size && squares > 0; d++) {
            vector[d] = (float) (vector[d] * length / Math.sqrt(squares));
        }
        return squares > 0;
    }
}
