package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Map;

/** A row of `rec.model.list` and `rec.model.drop`. */
public record ModelRow(
        String modelName,
        String modelType,
        Map<String, Object> modelInfo,
        Map<String, Object> trainConfig,
        ZonedDateTime creationTime) {

    static ModelRow of(TrainedModel model) {
        return new ModelRow(model.name(), model.type(), model.info(), model.configuration(), model.created());
    }
}
