// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Map;
import org.graphrec.procedures.model.NodeClassifier;

/** The row of `rec.classify.train`. */
public record ClassifyTrainRow(
        String modelName,
        String architecture,
        Double accuracy,
        long trainMillis,
        Map<String, Object> modelInfo,
        Map<String, Object> configuration) {

    static ClassifyTrainRow of(NodeClassifier model, long trainMillis, Map<String, Object> configuration) {
        return new ClassifyTrainRow(
                model.name(),
                model.architecture(),
                model.measured().accuracy(),
                trainMillis,
                model.shownInfo(),
                configuration);
    }
}
