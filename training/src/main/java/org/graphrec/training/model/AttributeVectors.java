// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Association;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.Spmm;

/**
 * Vectors of what items have in common with others, such as genres and actors: an item's nodes of each relation, weighted by rarity
 * ln(items / degree), times the weights of edges where they have some, and brought to unit length together, times the largest right singular vectors of the matrix of all items.
 *
 * <p>A vector is thus a sum over nodes once its length is fixed, so that an item that came after the training has one too. A node of
 * one item alone, and one of all, weighs nothing.
 */
public final class AttributeVectors {

    /** Columns, at most. */
    public static final int DIMENSION = 128;

    private static final int POWER_ITERATIONS = 2;

    private final int[] relations;
    private final int[] firsts; // where the nodes of each relation begin, and after the last their number
    private final Matrix nodes; // [nodes, dimension + 1], the weight last
    private final Matrix items;
    private final Csr known; // [items, nodes] as weighted at unit length, of some items; null of none

    /**
     * Vectors as fitted.
     *
     * @param relations indices of the relations in the context, ascending
     * @param firsts where the nodes of each begin, and after the last their number
     * @param nodes [nodes, dimension + 1]: what a node adds to a vector of length 1, and its weight
     * @param items [items, dimension]
     * @param known [items, nodes], what the nodes of some items weigh in their vectors; null where that is not kept of any
     */
    public AttributeVectors(int[] relations, int[] firsts, Matrix nodes, Matrix items, Csr known) {
        Require.size("firsts", firsts.length, relations.length + 1);
        Require.size("nodes", nodes.rows(), firsts[relations.length]);
        Require.size("columns of nodes", nodes.columns(), items.columns() + 1);
        this.relations = relations.clone();
        this.firsts = firsts.clone();
        this.nodes = nodes;
        this.items = items;
        this.known = known;
    }

    /** The same that keeps of which nodes the vectors of some items are made, and of others no more. */
    public AttributeVectors keeping(BitSet some) {
        int[] offsets = new int[items.rows() + 1];
        int[] targets = new int[known.edges()];
        float[] values = new float[known.edges()];
        int size = 0;
        for (int item = 0; item < items.rows(); item++) {
            for (int edge = known.offsets()[item]; some.get(item) && edge < known.offsets()[item + 1]; edge++) {
                targets[size] = known.targets()[edge];
                values[size++] = known.weight(edge);
            }
            offsets[item + 1] = size;
        }
        return new AttributeVectors(
                relations,
                firsts,
                nodes,
                items,
                new Csr(
                        items.rows(),
                        nodes.rows(),
                        offsets,
                        Arrays.copyOf(targets, size),
                        Arrays.copyOf(values, size)));
    }

    /** [items, nodes], what the nodes of some items weigh in their vectors; null where that is not kept of any. */
    public Csr known() {
        return known;
    }

    /** Vectors as fitted, of items that came after the training alone. */
    public static AttributeVectors ofNewItems(int[] relations, int[] firsts, Matrix nodes) {
        Require.atLeast("columns of nodes", nodes.columns(), 1);
        return new AttributeVectors(relations, firsts, nodes, new Matrix(0, nodes.columns() - 1), null);
    }

    /**
     * Those of some of the relations that lead from items to what they have in common. Null where nothing tells items apart.
     *
     * @param tells whether a relation counts: one that does not go with what users have would make vectors of items alike by chance
     */
    public static AttributeVectors fit(
            Interactions known, Predicate<Relation> tells, long randomSeed, int concurrency, Monitor monitor) {
        return fit(known.context().relations(), tells, known.items(), randomSeed, concurrency, monitor);
    }

    /** Those of all the relations that lead from items to what they have in common; null where nothing tells items apart. */
    public static AttributeVectors fit(Context context, int items, long randomSeed, int concurrency, Monitor monitor) {
        return fit(context.relations(), relation -> true, items, randomSeed, concurrency, monitor);
    }

    private static AttributeVectors fit(
            List<Relation> all,
            Predicate<Relation> tells,
            int items,
            long randomSeed,
            int concurrency,
            Monitor monitor) {
        int[] relations = IntStream.range(0, all.size())
                .filter(r -> all.get(r).ends() == Relation.Ends.ITEM_NODE)
                .filter(r -> tells.test(all.get(r)))
                .toArray();
        Map<Integer, Csr> attributes = new HashMap<>();
        for (int r : relations) {
            attributes.put(r, all.get(r).edges());
        }
        int[] firsts = new int[relations.length + 1];
        for (int r = 0; r < relations.length; r++) {
            firsts[r + 1] =
                    Math.addExact(firsts[r], attributes.get(relations[r]).columns());
        }
        float[] weights = new float[firsts[relations.length]];
        for (int r = 0; r < relations.length; r++) {
            float[] rarities = Association.rarities(attributes.get(relations[r]));
            System.arraycopy(rarities, 0, weights, firsts[r], rarities.length);
        }
        Csr matrix = matrix(attributes, relations, firsts, weights, items);
        if (matrix.edges() == 0) {
            return null;
        }
        float[][] right = RandomizedSvd.of(
                        operator(matrix, concurrency, monitor),
                        DIMENSION,
                        POWER_ITERATIONS,
                        randomSeed,
                        concurrency,
                        monitor.withoutProgress())
                .rightVectors();
        int dimension = right.length == 0 ? 0 : right[0].length;
        Matrix nodes = new Matrix(weights.length, dimension + 1);
        for (int node = 0; node < weights.length; node++) {
            for (int d = 0; d < dimension; d++) {
                nodes.values()[nodes.offset(node) + d] = weights[node] * right[node][d];
            }
            nodes.values()[nodes.offset(node) + dimension] = weights[node];
        }
        Matrix vectors = new Matrix(items, dimension);
        for (int item = 0; item < items; item++) {
            add(matrix, item, right, vectors);
        }
        return new AttributeVectors(relations, firsts, nodes, vectors, matrix);
    }

    private static void add(Csr matrix, int item, float[][] right, Matrix vectors) {
        for (int edge = matrix.offsets()[item]; edge < matrix.offsets()[item + 1]; edge++) {
            float[] vector = right[matrix.targets()[edge]];
            for (int d = 0; d < vector.length; d++) {
                vectors.values()[vectors.offset(item) + d] += matrix.weight(edge) * vector[d];
            }
        }
    }

    /** [items, nodes of all these relations], rows of unit length or zero rows. */
    private static Csr matrix(Map<Integer, Csr> attributes, int[] relations, int[] firsts, float[] weights, int items) {
        int edges = 0;
        for (int relation : relations) {
            edges = Math.addExact(edges, attributes.get(relation).edges());
        }
        int[] offsets = new int[items + 1];
        int[] targets = new int[edges];
        float[] values = new float[edges];
        int size = 0;
        for (int item = 0; item < items; item++) {
            double squares = 0;
            for (int r = 0; r < relations.length; r++) {
                Csr own = attributes.get(relations[r]);
                for (int edge = own.offsets()[item]; edge < own.offsets()[item + 1]; edge++) {
                    int column = firsts[r] + own.targets()[edge];
                    if (weights[column] > 0) {
                        float weight = own.weight(edge) * weights[column];
                        targets[size] = column;
                        values[size++] = weight;
                        squares += (double) weight * weight;
                    }
                }
            }
            for (int edge = offsets[item]; edge < size; edge++) {
                values[edge] /= (float) Math.sqrt(squares);
            }
            offsets[item + 1] = size;
        }
        return Csr.fromSortedRows(
                items, weights.length, offsets, Arrays.copyOf(targets, size), Arrays.copyOf(values, size));
    }

    private static RandomizedSvd.Operator operator(Csr matrix, int concurrency, Monitor monitor) {
        Csr transposed = matrix.transpose();
        return new RandomizedSvd.Operator() {
            @Override
            public int rows() {
                return matrix.rows();
            }

            @Override
            public int columns() {
                return matrix.columns();
            }

            @Override
            public float[][] multiply(float[][] x, int width) {
                return product(matrix, x, width);
            }

            @Override
            public float[][] multiplyTransposed(float[][] x, int width) {
                return product(transposed, x, width);
            }

            private float[][] product(Csr a, float[][] x, int width) {
                Spmm.Weight weight = (row, column, edge) -> a.weight(edge);
                return Spmm.multiply(
                        a.offsets(), a.targets(), weight, x, width, concurrency, monitor.withoutProgress());
            }
        };
    }

    /** The width of a vector. */
    public int dimension() {
        return items.columns();
    }

    /** [items, dimension], at most of unit length, of the items known at training. */
    public Matrix items() {
        return items;
    }

    /** What each node adds, and its weight; the matrix itself. */
    public Matrix nodes() {
        return nodes;
    }

    /** Indices of the relations in the context; the array itself. */
    public int[] relations() {
        return relations;
    }

    /** Where the nodes of each relation begin; the array itself. */
    public int[] firsts() {
        return firsts;
    }

    /**
     * The vector of an item that came after the training.
     *
     * @param attributes by relation of the context, the nodes known at training that the item's edges lead to; others count nothing
     */
    public float[] of(ContextRow attributes) {
        float[] vector = new float[dimension()];
        for (float[] part : parts(attributes)) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] += part[d];
            }
        }
        return vector;
    }

    /** By its {@link #relations}, what each adds to the {@link #of vector} of an item that came after the training. */
    public float[][] parts(ContextRow attributes) {
        float[][] parts = new float[relations.length][dimension()];
        double squares = 0;
        for (int r = 0; r < relations.length; r++) {
            int[] own = attributes.nodes(relations[r]);
            for (int i = 0; i < own.length; i++) {
                int row = firsts[r] + Require.index("node", own[i], firsts[r + 1] - firsts[r]);
                float weight = attributes.weight(relations[r], i);
                double length = (double) weight * weight(row);
                squares += length * length;
                add(weight, row, parts[r]);
            }
        }
        float length = (float) Math.sqrt(squares);
        for (float[] part : parts) {
            for (int d = 0; d < part.length && length > 0; d++) {
                part[d] /= length;
            }
        }
        return parts;
    }

    /** The same of an item known at training; zeros where it is not known of which nodes its vector is made. */
    public float[][] parts(int item) {
        float[][] parts = new float[relations.length][dimension()];
        for (int edge = known == null ? 0 : known.offsets()[item];
                known != null && edge < known.offsets()[item + 1];
                edge++) {
            int row = known.targets()[edge];
            int r = 0;
            while (row >= firsts[r + 1]) {
                r++;
            }
            add(known.weight(edge) / weight(row), row, parts[r]);
        }
        return parts;
    }

    private float weight(int node) {
        return nodes.values()[nodes.offset(node) + dimension()];
    }

    private void add(float weight, int node, float[] vector) {
        for (int d = 0; d < vector.length; d++) {
            vector[d] += weight * nodes.values()[nodes.offset(node) + d];
        }
    }
}
