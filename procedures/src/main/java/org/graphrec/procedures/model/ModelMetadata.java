// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is shown of a model, loaded or not.
 *
 * @param type as `modelType` shows it
 * @param info what is known of it, its trials included
 * @param configuration as `trainConfig` shows it
 * @param created when training ended
 */
record ModelMetadata(String type, Map<String, Object> info, Map<String, Object> configuration, ZonedDateTime created) {

    private static final String TRIALS = "trials";

    ModelMetadata {
        info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    /** As `modelInfo` shows it: without the trials. */
    Map<String, Object> shownInfo() {
        Map<String, Object> shown = new LinkedHashMap<>(info);
        shown.remove(TRIALS);
        return shown;
    }

    /** Everything that was tried, in order, each as a map. */
    List<?> trials() {
        return info.get(TRIALS) instanceof List<?> trials ? trials : List.of();
    }

    String architecture() {
        return (String) info.get("architecture");
    }

    static ModelMetadata of(CatalogModel model) {
        return new ModelMetadata(model.type().shown(), model.info(), model.configuration(), model.created());
    }
}
