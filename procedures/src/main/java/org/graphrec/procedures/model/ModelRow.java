// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Map;

/** A row of `rec.model.list`, `rec.model.drop` and `rec.model.publish`. */
public record ModelRow(
        String modelName,
        String modelType,
        String architecture,
        ZonedDateTime creationTime,
        boolean loaded,
        boolean stored,
        boolean published,
        Map<String, Object> modelInfo,
        Map<String, Object> trainConfig) {

    static ModelRow of(ModelEntry entry) {
        ModelMetadata metadata = entry.metadata();
        return new ModelRow(
                entry.key().name(),
                metadata.type(),
                metadata.architecture(),
                metadata.created(),
                entry.loaded() != null,
                entry.stored(),
                entry.key().isPublished(),
                metadata.shownInfo(),
                metadata.configuration());
    }
}
