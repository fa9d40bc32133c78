package org.graphrec.training.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.model.HistoryWeighting;

/** How a history is weighted, as settings. */
public final class Weightings {
    private Weightings() {}

    public static Map<String, Object> settings(HistoryWeighting weighting) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("recencyDecay", weighting.decay());
        settings.put("weighted", weighting.weighted());
        return settings;
    }

    public static HistoryWeighting of(ModelParts parts) {
        return new HistoryWeighting(
                parts.setting("recencyDecay", Double.class), parts.setting("weighted", Boolean.class));
    }
}
