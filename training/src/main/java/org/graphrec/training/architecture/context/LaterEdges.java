// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.context;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Strongest;
import org.graphrec.training.model.NewItems;

/**
 * From what the edges of a channel follow that items have which came after the training: they count as they would have counted there,
 * over the degrees that known nodes had.
 *
 * @param unit what the weights of edges were divided by; NaN where that is not known, and later items have no edges
 * @param between [nodes, items], of a channel over what items have in common; null for others
 */
record LaterEdges(double unit, Csr between) {

    /** Later items have no edges. */
    static final LaterEdges NONE = new LaterEdges(Double.NaN, null);

    /** Edges of a later item in either direction, at most. */
    private static final int MOST = 400;

    /** Edges from some items to others with their weights. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(int[] items, float[] weights) {}

    /** The edges with those of later items, between these and the items known at training. */
    Csr added(Channel.Source source, Csr edges, NewItems more) {
        if (Double.isNaN(unit) || (source.ends() == Relation.Ends.ITEM_NODE && between == null)) {
            return edges;
        }
        int known = edges.columns();
        Row[] rows = new Row[more.size()];
        int[] counts = new int[known + more.size()];
        for (int item = 0; item < known; item++) {
            counts[item] = edges.degree(item);
        }
        int[] itemDegrees = between == null ? null : itemDegrees(known);
        for (int i = 0; i < rows.length; i++) {
            ContextRow own = more.attributes(i);
            rows[i] = between == null
                    ? linked(source, edges, own)
                    : sharing(source, itemDegrees, own.nodes(source.index()), own);
            counts[known + i] = rows[i].items().length;
            for (int item : rows[i].items()) {
                counts[item]++;
            }
        }
        int[] offsets = new int[counts.length + 1];
        for (int item = 0; item < counts.length; item++) {
            offsets[item + 1] = Math.addExact(offsets[item], counts[item]);
        }
        int[] targets = new int[offsets[counts.length]];
        float[] weights = new float[targets.length];
        int[] next = Arrays.copyOf(offsets, counts.length);
        for (int item = 0; item < known; item++) {
            for (int edge = edges.offsets()[item]; edge < edges.offsets()[item + 1]; edge++) {
                targets[next[item]] = edges.targets()[edge];
                weights[next[item]++] = edges.weight(edge);
            }
        }
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].items().length; k++) {
                int item = rows[i].items()[k];
                targets[next[item]] = known + i;
                weights[next[item]++] = reversed(source, edges, rows[i], k);
                targets[next[known + i]] = item;
                weights[next[known + i]++] = rows[i].weights()[k];
            }
        }
        return new Csr(counts.length, counts.length, offsets, targets, weights);
    }

    /** From a known item to the later one; what items have in common leads back as it leads there. */
    private float reversed(Channel.Source source, Csr edges, Row row, int k) {
        if (between != null) {
            return row.weights()[k];
        }
        int degree = Math.max(1, edges.degree(row.items()[k]));
        int own = row.items().length;
        return (float) (row.weights()[k] * scale(source, degree, own) / scale(source, own, degree));
    }

    private Row linked(Channel.Source source, Csr edges, ContextRow own) {
        int[] links = own.nodes(source.index());
        float[] weights = new float[links.length];
        for (int l = 0; l < links.length; l++) {
            int degree = Math.max(1, edges.degree(Require.index("item", links[l], edges.columns())));
            weights[l] = (float) (own.weight(source.index(), l) * scale(source, links.length, degree) / unit);
        }
        return new Row(links, weights);
    }

    /** From an item with so many links to one with so many. */
    private static double scale(Channel.Source source, int from, int to) {
        return Math.pow(from, -source.rarityExponent()) * Math.pow(to, -source.degreeExponent());
    }

    private int[] itemDegrees(int items) {
        int[] degrees = new int[items];
        for (int item : between.targets()) {
            degrees[item]++;
        }
        return degrees;
    }

    private Row sharing(Channel.Source source, int[] itemDegrees, int[] nodes, ContextRow own) {
        float[] sums = new float[itemDegrees.length];
        int telling = 0;
        for (int n = 0; n < nodes.length; n++) {
            int node = Require.index("node", nodes[n], between.rows());
            int degree = between.degree(node);
            telling += degree > 0 ? 1 : 0;
            double weight =
                    degree == 0 ? 0 : own.weight(source.index(), n) * Math.pow(degree, -source.rarityExponent()) / unit;
            for (int edge = between.offsets()[node]; edge < between.offsets()[node + 1]; edge++) {
                sums[between.targets()[edge]] += (float) (weight * between.weight(edge));
            }
        }
        int[] items =
                IntStream.range(0, sums.length).filter(item -> sums[item] > 0).toArray();
        float[] weights = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            double degrees = Math.pow((double) telling * itemDegrees[items[i]], -source.degreeExponent());
            weights[i] = (float) (sums[items[i]] * degrees);
        }
        Strongest strongest = new Strongest();
        int kept = strongest.compact(weights, items.length, MOST);
        return new Row(strongest.kept(items, kept), Arrays.copyOf(weights, kept));
    }
}
