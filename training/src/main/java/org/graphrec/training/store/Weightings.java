// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.model.HistoryWeighting;

/** How a history is weighted, as settings. */
public final class Weightings {
    private static final String STRENGTH = "strength";

    private Weightings() {}

    public static Map<String, Object> settings(HistoryWeighting weighting) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("recencyDecay", weighting.decay());
        settings.put("weighted", weighting.weighted());
        if (weighting.weighted() && weighting.strength() != 1) {
            settings.put(STRENGTH, weighting.strength());
        }
        return settings;
    }

    public static HistoryWeighting of(ModelParts parts) {
        HistoryWeighting weighting = new HistoryWeighting(
                parts.setting("recencyDecay", Double.class), parts.setting("weighted", Boolean.class));
        return parts.settings().containsKey(STRENGTH)
                ? weighting.withStrength(parts.setting(STRENGTH, Double.class))
                : weighting;
    }
}
