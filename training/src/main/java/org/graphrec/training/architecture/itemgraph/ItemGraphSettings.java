// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.model.HistoryWeighting;

/**
 * What an item graph is built with; see {@link SimilarityTerms} for the formula.
 *
 * @param exponents how much degrees count
 * @param spectralWeight weight of each kept spectral direction; 0 leaves them out
 * @param rank number of spectral directions kept
 * @param damping from 0 to 1, how far the strongest directions are flattened towards the weakest kept
 * @param textWeight weight of text likeness, in units of a typical item's strongest collaborative edge
 * @param textPower exponent of the cosine: higher trusts only the nearest texts
 * @param neighbours edges kept per item
 * @param weighting how much each item of a history counts
 */
record ItemGraphSettings(
        Exponents exponents,
        double spectralWeight,
        int rank,
        double damping,
        double textWeight,
        double textPower,
        int neighbours,
        HistoryWeighting weighting) {

    /**
     * Where the search starts: what is popular counts, strong directions are damped, texts do not matter. Near GF-CF (Shen et al., 2021),
     * whose exponents are 1, 0, 1 and 0.5.
     */
    static ItemGraphSettings start(int neighbours, int rank) {
        return new ItemGraphSettings(
                new Exponents(0.9, 0.1, 1, 0, 0.4), 0.3, rank, 0.25, 0, 4, neighbours, HistoryWeighting.NONE);
    }

    /**
     * Settings that stand for what these may lack in a sum with others: for both of what is popular and what is rare, with users that
     * count by the length of their histories and alike. Alone they are no candidates, so they need not be better than these.
     *
     * @param start whose spectral term they have
     */
    List<ItemGraphSettings> complements(ItemGraphSettings start) {
        List<ItemGraphSettings> complements = new ArrayList<>();
        for (double user : new double[] {0.5, 1}) {
            for (double[] ends : new double[][] {{0.9, 0.1}, {0.5, 0.5}}) {
                complements.add(
                        with(new Exponents(ends[0], ends[1], user, exponents.strength(), start.exponents.spectral()))
                                .withSpectralWeight(start.spectralWeight)
                                .withRank(start.rank)
                                .withDamping(start.damping));
            }
        }
        complements.remove(this);
        return complements;
    }

    ItemGraphSettings with(Exponents value) {
        return new ItemGraphSettings(
                value, spectralWeight, rank, damping, textWeight, textPower, neighbours, weighting);
    }

    ItemGraphSettings withSpectralWeight(double value) {
        return new ItemGraphSettings(exponents, value, rank, damping, textWeight, textPower, neighbours, weighting);
    }

    ItemGraphSettings withDamping(double value) {
        return new ItemGraphSettings(
                exponents, spectralWeight, rank, value, textWeight, textPower, neighbours, weighting);
    }

    ItemGraphSettings withRank(int value) {
        return new ItemGraphSettings(
                exponents, spectralWeight, value, damping, textWeight, textPower, neighbours, weighting);
    }

    ItemGraphSettings withText(double weight, double power) {
        return new ItemGraphSettings(exponents, spectralWeight, rank, damping, weight, power, neighbours, weighting);
    }

    ItemGraphSettings withNeighbours(int count) {
        return new ItemGraphSettings(exponents, spectralWeight, rank, damping, textWeight, textPower, count, weighting);
    }

    ItemGraphSettings withWeighting(HistoryWeighting value) {
        return new ItemGraphSettings(
                exponents, spectralWeight, rank, damping, textWeight, textPower, neighbours, value);
    }

    /**
     * The settings that {@link #toMap} shows.
     *
     * @throws IllegalArgumentException naming all that is missing or unknown
     */
    static ItemGraphSettings of(Map<String, Object> map) {
        ShownParameters shown = new ShownParameters(map);
        double source = shown.number("sourceExponent");
        double target = shown.number("targetExponent");
        double user = shown.number("userExponent");
        double spectral = shown.number("spectralExponent");
        double spectralWeight = shown.number("spectralWeight");
        int rank = shown.whole("rank");
        double damping = shown.number("damping");
        double textWeight = shown.number("textWeight");
        double textPower = shown.number("textPower");
        int neighbours = shown.whole("topK");
        double decay = shown.number("recencyDecay");
        double edgeStrength = shown.number("edgeStrength", 0);
        double historyStrength = shown.number("historyStrength", 0);
        shown.flag("weighted");
        shown.check();
        return new ItemGraphSettings(
                new Exponents(source, target, user, edgeStrength, spectral),
                spectralWeight,
                rank,
                damping,
                textWeight,
                textPower,
                neighbours,
                new HistoryWeighting(decay, historyStrength));
    }

    /** The parameters by name, in a fixed order. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sourceExponent", exponents.source());
        map.put("targetExponent", exponents.target());
        map.put("userExponent", exponents.user());
        map.put("spectralExponent", exponents.spectral());
        map.put("spectralWeight", spectralWeight);
        map.put("rank", (long) rank);
        map.put("damping", damping);
        map.put("textWeight", textWeight);
        map.put("textPower", textPower);
        map.put("topK", (long) neighbours);
        map.put("recencyDecay", weighting.decay());
        map.put("weighted", weighting.weighted() || exponents.strength() > 0);
        if (exponents.strength() > 0) {
            map.put("edgeStrength", exponents.strength());
        }
        if (weighting.weighted()) {
            map.put("historyStrength", weighting.strength());
        }
        return map;
    }
}
