// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a {@link Context} knows of one user, or of one item.
 *
 * @param nodes by relation, what the edges lead to; relations behind the last lead nowhere; not copied
 * @param weights of these edges, above 0; null, or null for a relation, where all weigh 1; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record ContextRow(int[][] nodes, float[][] weights) {

    /** Nothing is known. */
    public static final ContextRow NONE = new ContextRow(new int[0][]);

    private static final int[] NO_NODES = {};

    /** Edges that all weigh 1. */
    public ContextRow(int[][] nodes) {
        this(nodes, null);
    }

    /** How many relations something may be known of. */
    public int relations() {
        return nodes.length;
    }

    /** What the edges of a relation lead to. */
    public int[] nodes(int relation) {
        return relation < nodes.length ? nodes[relation] : NO_NODES;
    }

    /** The weight of the {@code i}-th edge of a relation. */
    public float weight(int relation, int i) {
        return weights == null || weights[relation] == null ? 1 : weights[relation][i];
    }

    /** True when nothing is known of any relation. */
    public boolean isEmpty() {
        return Arrays.stream(nodes).allMatch(some -> some.length == 0);
    }

    /** The same without one node of a relation. */
    ContextRow without(int relation, int node) {
        int[] own = nodes[relation];
        int[] kept = IntStream.range(0, own.length).filter(i -> own[i] != node).toArray();
        int[][] less = nodes.clone();
        less[relation] = IntStream.of(kept).map(i -> own[i]).toArray();
        if (weights == null || weights[relation] == null) {
            return new ContextRow(less, weights);
        }
        float[][] lessWeights = weights.clone();
        lessWeights[relation] = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            lessWeights[relation][i] = weights[relation][kept[i]];
        }
        return new ContextRow(less, lessWeights);
    }

    /** Whether both have the same edges with the same weights. */
    public boolean same(ContextRow other) {
        return Arrays.deepEquals(nodes, other.nodes) && Arrays.deepEquals(weights, other.weights);
    }
}
