// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.Map;

/**
 * The row of `rec.model.refresh`. `oldNdcg` and `newNdcg` are of what `usersCompared` users did next, which neither model had learned;
 * of a model of ratings, `oldRmse` and `newRmse` are of the next rating of each; of a model of classes, `oldAccuracy` and
 * `newAccuracy` are of nodes whose class the old model had not learned, and `usersCompared` is their number. They are null where
 * there was nothing to compare by. `pValue` is of the paired t-test over users, or nodes.
 */
public record RefreshRow(
        String modelName,
        boolean replaced,
        String reason,
        Double oldNdcg,
        Double newNdcg,
        Double oldRmse,
        Double newRmse,
        Double oldAccuracy,
        Double newAccuracy,
        Double difference,
        Double pValue,
        long usersCompared,
        long refreshMillis,
        Map<String, Object> modelInfo,
        Map<String, Object> configuration) {}
