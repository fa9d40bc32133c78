// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.Map;

/**
 * The row of `rec.model.refresh`. `oldNdcg` and `newNdcg` are of what `usersCompared` users did next, which neither model had learned;
 * of a model of ratings, `oldRmse` and `newRmse` are of the next rating of each. They are null where there was nothing to compare by. `pValue` is of the paired t-test over users.
 */
public record RefreshRow(
        String modelName,
        boolean replaced,
        String reason,
        Double oldNdcg,
        Double newNdcg,
        Double oldRmse,
        Double newRmse,
        Double difference,
        Double pValue,
        long usersCompared,
        long refreshMillis,
        Map<String, Object> modelInfo,
        Map<String, Object> configuration) {}
