// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.context;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.Edges;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Strongest;

/**
 * The edges of a channel, E = D_n^-b L D_m^-a M D_i^-b, where L leads from nodes to what is between and M from there to items, and D
 * holds the degrees of nodes in L, of what is between in M, and of items in M. The strongest edges of each node are kept. L and M have
 * the weights of a relation; a degree is a number of edges.
 *
 * <p>An attribute of more than half of the items hardly distinguishes any of them, and one of very many items says little at a cost
 * of the square of their number. Both are left out.
 */
final class ChannelEdges {
    /** Multiplications per matrix, which take about a second. The most common attributes are left out to stay below it. */
    private static final double MOST_PRODUCTS = 5e8;

    private static final int ROWS_PER_BLOCK = 16;

    /** Sorting takes about this many times as long per item as going through a word of 64. */
    private static final int SORTED_SHARE = 8;

    private final Csr left; // null: the identity
    private final Csr right;
    private final int kept;
    private final boolean amongItems; // from items to others
    private final boolean weighted; // whether the weights of what is between and items count

    private ChannelEdges(Csr left, Csr right, int kept, boolean amongItems, boolean weighted) {
        this.left = left;
        this.right = right;
        this.kept = kept;
        this.amongItems = amongItems;
        this.weighted = weighted && right.weighted();
    }

    /**
     * From the nodes of a relation to items.
     *
     * @param kept edges per node, at most; the items of a friend are all kept
     */
    static ChannelEdges of(Relation relation, Interactions interactions, int kept) {
        return switch (relation.ends()) {
            case USER_ITEM -> new ChannelEdges(relation.edges().transpose(), byUser(interactions), kept, false, false);
            case USER_USER -> new ChannelEdges(null, byUser(interactions), Integer.MAX_VALUE, false, false);
            case USER_NODE -> new ChannelEdges(relation.edges().transpose(), byUser(interactions), kept, false, false);
            case ITEM_USER -> new ChannelEdges(relation.edges(), byUser(interactions), Integer.MAX_VALUE, true, false);
            // a link says as much of one end as of the other
            case ITEM_ITEM ->
                new ChannelEdges(
                        null,
                        relation.edges().plus(relation.edges().transpose()),
                        kept,
                        true,
                        relation.edges().weighted());
            case ITEM_NODE -> {
                Csr telling = telling(relation.edges().transpose());
                yield new ChannelEdges(telling.transpose(), telling, kept, true, true);
            }
        };
    }

    /** [users, items], items ascending in each row. */
    private static Csr byUser(Interactions interactions) {
        return interactions.byItem().transpose();
    }

    /** The matrix without the nodes that say nothing, or that cost more than they say; {@code items} is [nodes, items]. */
    private static Csr telling(Csr items) {
        int[] rare = IntStream.range(0, items.rows())
                .filter(node -> items.degree(node) > 1 && items.degree(node) <= items.columns() / 2)
                .boxed()
                .sorted((a, b) -> Integer.compare(items.degree(a), items.degree(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] telling = new boolean[items.rows()];
        double products = 0;
        for (int node : rare) {
            products += (double) items.degree(node) * items.degree(node);
            telling[node] = products <= MOST_PRODUCTS;
        }
        int[] offsets = new int[items.rows() + 1];
        int[] targets = new int[items.edges()];
        float[] weights = items.weighted() ? new float[targets.length] : null;
        int size = 0;
        for (int node = 0; node < telling.length; node++) {
            for (int edge = items.offsets()[node]; telling[node] && edge < items.offsets()[node + 1]; edge++) {
                if (weights != null) {
                    weights[size] = items.weight(edge);
                }
                targets[size++] = items.targets()[edge];
            }
            offsets[node + 1] = size;
        }
        return new Csr(
                items.rows(),
                items.columns(),
                offsets,
                Arrays.copyOf(targets, size),
                weights == null ? null : Arrays.copyOf(weights, size));
    }

    /** [what is between, items]; null where there is nothing between. */
    Csr between() {
        return left == null ? null : right;
    }

    /** How many multiplications {@link #matrices} takes. */
    double products() {
        double products = 0;
        for (int row = 0; row < rows(); row++) {
            int degree = left == null ? 1 : left.degree(row);
            for (int l = 0; l < degree; l++) {
                products += right.degree(between(row, l));
            }
        }
        return products;
    }

    private int rows() {
        return left == null ? right.rows() : left.rows();
    }

    private int between(int row, int l) {
        return left == null ? row : left.targets()[left.offsets()[row] + l];
    }

    /**
     * A matrix [nodes, items], targets ascending.
     *
     * @param unit what its weights were divided by, the strongest of them
     */
    record Scaled(Csr edges, float unit) {}

    /**
     * For each exponent of degrees a matrix. What is between is gone through once
     * for all of them.
     *
     * @param wanted rows that are needed, null for all; others are empty
     */
    Scaled[] matrices(
            double[] degreeExponents, double rarityExponent, BitSet wanted, int concurrency, Monitor monitor) {
        int items = right.columns();
        int count = degreeExponents.length;
        float[] middle = powers(right, -rarityExponent);
        Csr byItem = right.transpose();
        float[][] scales = new float[count][];
        float[][] own = new float[count][];
        for (int d = 0; d < count; d++) {
            scales[d] = powers(byItem, -degreeExponents[d]);
            own[d] = left == null ? null : powers(left, -degreeExponents[d]);
        }
        int[][][] targets = new int[count][rows()][];
        float[][][] weights = new float[count][rows()][];
        Parallel.forBlocks(rows(), ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] sums = new float[items];
            int[] touched = new int[items];
            float[] row = new float[items];
            long[] words = new long[(items >>> 6) + 1];
            Strongest strongest = new Strongest();
            for (int r = from; r < to; r++) {
                int size = wanted == null || wanted.get(r) ? sum(r, middle, sums, touched) : 0;
                ascend(touched, size, words);
                for (int d = 0; d < count; d++) {
                    float ofRow = own[d] == null ? 1 : own[d][r];
                    for (int i = 0; i < size; i++) {
                        int item = touched[i];
                        row[i] = amongItems && item == r ? 0 : sums[item] * scales[d][item] * ofRow;
                    }
                    int left = strongest.compact(row, size, kept);
                    targets[d][r] = strongest.kept(touched, left);
                    weights[d][r] = Arrays.copyOf(row, left);
                }
                for (int i = 0; i < size; i++) {
                    sums[touched[i]] = 0;
                }
            }
        });
        Scaled[] matrices = new Scaled[count];
        for (int d = 0; d < count; d++) {
            float unit = Edges.strongest(weights[d]);
            matrices[d] = new Scaled(Edges.scaled(items, targets[d], weights[d]), unit);
        }
        return matrices;
    }

    /** Sorts the first items, each of which is there once: by a bit for each of all items, {@code words}, where that is quicker. */
    private static void ascend(int[] touched, int size, long[] words) {
        if (size < words.length / SORTED_SHARE) {
            Arrays.sort(touched, 0, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            words[touched[i] >>> 6] |= 1L << touched[i];
        }
        int count = 0;
        for (int word = 0; count < size; word++) {
            for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                touched[count++] = (word << 6) + Long.numberOfTrailingZeros(bits);
            }
            words[word] = 0;
        }
    }

    private static float[] powers(Csr matrix, double exponent) {
        float[] powers = new float[matrix.rows()];
        for (int row = 0; row < powers.length; row++) {
            powers[row] = matrix.degree(row) == 0 ? 0 : (float) Math.pow(matrix.degree(row), exponent);
        }
        return powers;
    }

    private int sum(int row, float[] middle, float[] sums, int[] touched) {
        int degree = left == null ? 1 : left.degree(row);
        int count = 0;
        for (int l = 0; l < degree; l++) {
            int node = between(row, l);
            float toNode = left == null ? middle[node] : middle[node] * left.weight(left.offsets()[row] + l);
            for (int edge = right.offsets()[node]; edge < right.offsets()[node + 1]; edge++) {
                int item = right.targets()[edge];
                if (sums[item] == 0) {
                    touched[count++] = item;
                }
                sums[item] += weighted ? toNode * right.weight(edge) : toNode;
            }
        }
        return count;
    }
}
