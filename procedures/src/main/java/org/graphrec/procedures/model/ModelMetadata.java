package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is shown of a model, loaded or not.
 *
 * @param type as `modelType` shows it
 * @param info as `modelInfo` shows it
 * @param configuration as `trainConfig` shows it
 * @param created when training ended
 */
record ModelMetadata(String type, Map<String, Object> info, Map<String, Object> configuration, ZonedDateTime created) {

    ModelMetadata {
        info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    static ModelMetadata of(CatalogModel model) {
        return new ModelMetadata(model.type().shown(), model.info(), model.configuration(), model.created());
    }
}
