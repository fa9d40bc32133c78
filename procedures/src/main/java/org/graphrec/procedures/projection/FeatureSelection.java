// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.LiveFeatures;

/**
 * Which vectors of a node are its features.
 *
 * @param properties each a vector property of the projection
 * @param weights one for each, at least 0; their squares are the shares in a cosine
 * @param chosen whether the caller chose the weights; else training may choose others
 */
public record FeatureSelection(List<String> properties, List<Double> weights, boolean chosen) {

    public FeatureSelection {
        properties = List.copyOf(properties);
        weights = List.copyOf(weights);
    }

    /** With weights that somebody chose. */
    public FeatureSelection(List<String> properties, List<Double> weights) {
        this(properties, weights, true);
    }

    /** The selection that gives these columns. */
    public static FeatureSelection of(LiveFeatures features) {
        return new FeatureSelection(
                features.blocks().stream().map(LiveFeatures.Block::property).toList(),
                features.blocks().stream().map(LiveFeatures.Block::weight).toList());
    }

    /** Reads {@code featureProperties} and {@code featureWeights}. */
    public static FeatureSelection read(Config config, List<String> defaults) {
        List<String> properties = config.strings("featureProperties", defaults);
        List<Double> weights = config.numbers("featureWeights");
        boolean chosen = weights != null;
        if (!chosen) {
            weights = properties.stream().map(property -> 1.0).toList();
        }
        if (weights.size() != properties.size() || weights.stream().anyMatch(weight -> weight < 0)) {
            config.problem("The value of `featureWeights` must have a number of at least 0 for each of the "
                    + properties.size() + " `featureProperties` but was `" + Config.shown(weights) + "`.");
        }
        return new FeatureSelection(properties, weights, chosen);
    }
}
