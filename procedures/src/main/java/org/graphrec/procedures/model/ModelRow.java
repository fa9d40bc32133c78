package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Map;

/** A row of `rec.model.list`, `rec.model.drop` and `rec.model.publish`. */
public record ModelRow(
        String modelName,
        String modelType,
        Map<String, Object> modelInfo,
        Map<String, Object> trainConfig,
        ZonedDateTime creationTime,
        boolean loaded,
        boolean stored,
        boolean published) {

    static ModelRow of(ModelEntry entry) {
        ModelMetadata metadata = entry.metadata();
        return new ModelRow(
                entry.key().name(),
                metadata.type(),
                metadata.info(),
                metadata.configuration(),
                metadata.created(),
                entry.loaded() != null,
                entry.stored(),
                entry.key().isPublished());
    }
}
