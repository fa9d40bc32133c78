package org.graphrec.training.architecture.itemgraph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.model.HistoryWeighting;

/**
 * What an item graph is built with; see {@link SimilarityTerms} for the formula.
 *
 * @param linearExponent how much a target's popularity counts in the co-occurrence term, and a source's rarity
 * @param spectralExponent the same for the spectral term
 * @param spectralWeight weight of each kept spectral direction; 0 leaves them out
 * @param rank number of spectral directions kept
 * @param damping from 0 to 1, how far the strongest directions are flattened towards the weakest kept
 * @param textWeight weight of text likeness, in units of a typical item's strongest collaborative edge
 * @param textPower exponent of the cosine: higher trusts only the nearest texts
 * @param neighbours edges kept per item
 * @param weighting how much each item of a history counts
 */
record ItemGraphSettings(
        double linearExponent,
        double spectralExponent,
        double spectralWeight,
        int rank,
        double damping,
        double textWeight,
        double textPower,
        int neighbours,
        HistoryWeighting weighting) {

    /** Where the search starts: popularity counts, strong directions are damped, texts do not matter. */
    static ItemGraphSettings start(int neighbours, int rank) {
        return new ItemGraphSettings(0.4, 0.4, 0.3, rank, 0.25, 0, 4, neighbours, HistoryWeighting.NONE);
    }

    ItemGraphSettings withExponents(double linear, double spectral) {
        return new ItemGraphSettings(
                linear, spectral, spectralWeight, rank, damping, textWeight, textPower, neighbours, weighting);
    }

    ItemGraphSettings withSpectralWeight(double value) {
        return new ItemGraphSettings(
                linearExponent, spectralExponent, value, rank, damping, textWeight, textPower, neighbours, weighting);
    }

    ItemGraphSettings withDamping(double value) {
        return new ItemGraphSettings(
                linearExponent,
                spectralExponent,
                spectralWeight,
                rank,
                value,
                textWeight,
                textPower,
                neighbours,
                weighting);
    }

    ItemGraphSettings withRank(int value) {
        return new ItemGraphSettings(
                linearExponent,
                spectralExponent,
                spectralWeight,
                value,
                damping,
                textWeight,
                textPower,
                neighbours,
                weighting);
    }

    ItemGraphSettings withText(double weight, double power) {
        return new ItemGraphSettings(
                linearExponent, spectralExponent, spectralWeight, rank, damping, weight, power, neighbours, weighting);
    }

    ItemGraphSettings withNeighbours(int count) {
        return new ItemGraphSettings(
                linearExponent,
                spectralExponent,
                spectralWeight,
                rank,
                damping,
                textWeight,
                textPower,
                count,
                weighting);
    }

    ItemGraphSettings withWeighting(HistoryWeighting newWeighting) {
        return new ItemGraphSettings(
                linearExponent,
                spectralExponent,
                spectralWeight,
                rank,
                damping,
                textWeight,
                textPower,
                neighbours,
                newWeighting);
    }

    /** The parameters by name, in a fixed order. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("linearExponent", linearExponent);
        map.put("spectralExponent", spectralExponent);
        map.put("spectralWeight", spectralWeight);
        map.put("rank", (long) rank);
        map.put("damping", damping);
        map.put("textWeight", textWeight);
        map.put("textPower", textPower);
        map.put("topK", (long) neighbours);
        map.put("recencyDecay", weighting.decay());
        map.put("weighted", weighting.weighted());
        return map;
    }
}
