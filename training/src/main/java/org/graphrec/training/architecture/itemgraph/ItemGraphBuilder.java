// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Strongest;
import org.graphrec.training.model.HistoryWeighting;

/** Combines the terms of an item graph with given parameters, keeps the strongest edges, and scales the strongest to 1. */
final class ItemGraphBuilder {

    private static final int ITEMS_PER_BLOCK = 64;

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
        float[][] weights = collaborative(parameters);
        double unit = typicalStrongest(weights);
        int[][] targets = new int[items][];
        Parallel.forBlocks(items, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            Strongest strongest = new Strongest();
            for (int item = from; item < to; item++) {
                addText(item, weights[item], unit, parameters);
                prune(item, weights, targets, parameters.neighbours(), strongest);
            }
        });
        reachCold(targets, weights, unit, parameters);
        float strongest = Edges.strongest(weights);
        return new ItemGraph(
                Edges.scaled(targets.length, targets, weights),
                parts.cold,
                parameters.weighting(),
                parameters.toMap(),
                new TextTerm(
                        unit / strongest, parameters.textWeight(), coldTextWeight(parameters), parameters.textPower()));
    }

    /** The linear and the spectral term of every pair. */
    private float[][] collaborative(ItemGraphSettings p) {
        Exponents exponents = p.exponents();
        float[][] weights = scaled(
                parts.common(exponents.user(), exponents.strength()),
                powers(-exponents.source()),
                powers(-exponents.target()));
        boolean filters = parts.ranks.length > 0 && (p.spectralWeight() > 0 || p.damping() > 0);
        if (!filters) {
            return weights;
        }
        double[] up = powers(exponents.spectral());
        double[] down = powers(-exponents.spectral());
        double factor = typicalStrongest(weights) / typicalStrongest(parts.gram, down, up);
        int level = (int) Arrays.stream(parts.ranks)
                        .filter(rank -> rank <= p.rank())
                        .count()
                - 1;
        Parallel.forBlocks(weights.length, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int item = from; item < to; item++) {
                int[] targets = parts.targets[item];
                for (int i = 0; i < targets.length && parts.degrees[item] > 0; i++) {
                    double filtered = level < 0 ? 0 : p.spectralWeight() * parts.flat[item][level][i];
                    if (p.damping() > 0) {
                        filtered += p.damping() * parts.damped[item][i];
                    }
                    weights[item][i] += (float) (factor * filtered * up[targets[i]] * down[item]);
                }
            }
        });
        return weights;
    }

    /** The values of every pair times the factors of its ends; 0 at items without interactions. */
    private float[][] scaled(float[][] values, double[] source, double[] target) {
        float[][] scaled = new float[values.length][];
        Parallel.forBlocks(values.length, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int item = from; item < to; item++) {
                int[] targets = parts.targets[item];
                scaled[item] = new float[targets.length];
                for (int i = 0; i < targets.length && parts.degrees[item] > 0; i++) {
                    scaled[item][i] = (float) (values[item][i] * source[item] * target[targets[i]]);
                }
            }
        });
        return scaled;
    }

    private double[] powers(double exponent) {
        double[] powers = new double[parts.degrees.length];
        Arrays.setAll(powers, item -> Math.pow(Math.max(1, parts.degrees[item]), exponent));
        return powers;
    }

    /** The mean over warm items of the strongest edge, the unit of the text weight; 1 when there is no edge. */
    private static double typicalStrongest(float[][] weights) {
        double sum = 0;
        int count = 0;
        for (float[] row : weights) {
            float strongest = 0;
            for (float weight : row) {
                strongest = Math.max(strongest, weight);
            }
            if (strongest > 0) {
                sum += strongest;
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    /** The same of the values of every pair times the factors of its ends. */
    private double typicalStrongest(float[][] values, double[] source, double[] target) {
        double sum = 0;
        int count = 0;
        for (int item = 0; item < values.length; item++) {
            double strongest = 0;
            for (int i = 0; i < values[item].length; i++) {
                strongest = Math.max(strongest, values[item][i] * target[parts.targets[item][i]]);
            }
            if (strongest > 0) {
                sum += strongest * source[item];
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
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

    /** Keeps the strongest positive edges of {@code item}, targets ascending. */
    private void prune(int item, float[][] weights, int[][] targets, int most, Strongest strongest) {
        int kept = strongest.compact(weights[item], weights[item].length, most);
        weights[item] = Arrays.copyOf(weights[item], kept);
        targets[item] = strongest.kept(parts.targets[item], kept);
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
