// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Spare;
import org.graphrec.training.math.Strongest;
import org.graphrec.training.model.HistoryWeighting;

/** Combines the terms of an item graph with given parameters, keeps the strongest edges, and scales the strongest to 1. */
final class ItemGraphBuilder {

    /** Text weight of an edge at a cold item when texts do not help the others: enough to be reached, too little to lead. */
    private static final double COLD_TEXT_WEIGHT = 0.1;

    private final SimilarityTerms parts;
    private final int[][] coldSources;
    private final int concurrency;
    private final Monitor monitor;
    private final KeptEdges<ItemGraphSettings> kept = new KeptEdges<>();

    /**
     * Over {@code parts}.
     *
     * @param coldSources for each cold item the warm items with the nearest texts, from which it will be reached; null for the
     *     others, or null when there are no texts
     */
    ItemGraphBuilder(SimilarityTerms parts, int[][] coldSources, int concurrency, Monitor monitor) {
        this.parts = parts;
        this.coldSources = coldSources;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /** The ranks the spectral term is prepared for, ascending. */
    int[] ranks() {
        return parts.ranks;
    }

    /**
     * The graph with the given parameters; of the ranks prepared, the largest not above the one asked for is taken. One that differs from
     * the last in how histories are weighted alone has its edges.
     */
    ItemGraph build(ItemGraphSettings parameters) {
        return kept.of(
                parameters.withWeighting(HistoryWeighting.NONE),
                () -> built(parameters),
                parameters.weighting(),
                parameters.toMap());
    }

    private ItemGraph built(ItemGraphSettings parameters) {
        int items = parts.targets.length;
        EdgeWeights all = new EdgeWeights(parts, parameters, concurrency, monitor);
        float[] strongestOf = new float[items];
        // what a text counts is known when all of them are
        double unit = parts.text == null ? 0 : unit(all, strongestOf);
        float[][] weights = new float[items][];
        int[][] targets = new int[items][];
        Spare<Strongest> selections = new Spare<>(Strongest::new);
        all.forEach((item, row, size) -> selections.use(selection -> {
            strongestOf[item] = EdgeWeights.strongest(row, size);
            addText(item, row, unit, parameters);
            int kept = selection.compact(row, size, parameters.neighbours());
            weights[item] = Arrays.copyOf(row, kept);
            targets[item] = selection.kept(parts.targets[item], kept);
        }));
        double typical = EdgeWeights.typical(strongestOf);
        reachCold(targets, weights, typical, parameters);
        float strongest = Edges.strongest(weights);
        return new ItemGraph(
                Edges.scaled(targets.length, targets, weights),
                parts.cold,
                parameters.weighting(),
                parameters.toMap(),
                new TextTerm(
                        typical / strongest,
                        parameters.textWeight(),
                        coldTextWeight(parameters),
                        parameters.textPower()));
    }

    /** The mean over warm items of the strongest edge without texts, the unit of the text weight; 1 when there is no edge. */
    private static double unit(EdgeWeights all, float[] strongestOf) {
        all.forEach((item, row, size) -> strongestOf[item] = EdgeWeights.strongest(row, size));
        return EdgeWeights.typical(strongestOf);
    }

    private void addText(int item, float[] weights, double unit, ItemGraphSettings p) {
        for (int i = 0; i < parts.cosine[item].length; i++) {
            boolean cold = parts.cold.get(item) || parts.cold.get(parts.targets[item][i]);
            if (parts.cosine[item][i] > 0 && (cold || p.textWeight() > 0)) {
                weights[i] += text(parts.cosine[item][i], cold, unit, p);
            }
        }
    }

    private static double coldTextWeight(ItemGraphSettings p) {
        return Math.max(p.textWeight(), COLD_TEXT_WEIGHT);
    }

    private static float text(float cosine, boolean cold, double unit, ItemGraphSettings p) {
        double weight = cold ? coldTextWeight(p) : p.textWeight();
        return (float) (unit * weight * Math.pow(Math.max(0, cosine), p.textPower()));
    }

    /** Adds edges into cold items from the items with the nearest texts, unless pruning has kept them. */
    private void reachCold(int[][] targets, float[][] weights, double unit, ItemGraphSettings p) {
        for (int cold = 0; coldSources != null && cold < targets.length; cold++) {
            int[] sources = coldSources[cold] == null ? new int[0] : coldSources[cold];
            for (int source : sources) {
                if (Arrays.binarySearch(targets[source], cold) < 0) {
                    int position = -Arrays.binarySearch(targets[source], cold) - 1;
                    float weight = text(parts.text.cosine(source, cold), true, unit, p);
                    targets[source] = inserted(targets[source], position, cold);
                    weights[source] = inserted(weights[source], position, weight);
                }
            }
        }
    }

    private static int[] inserted(int[] values, int position, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, position, longer, position + 1, values.length - position);
        longer[position] = value;
        return longer;
    }

    private static float[] inserted(float[] values, int position, float value) {
        float[] longer = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, position, longer, position + 1, values.length - position);
        longer[position] = value;
        return longer;
    }
}
