// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.Map;

/**
 * The row of `rec.train`. `changedSinceProjection` counts the interactions that came, went or changed since the projection was made;
 * null where that is not known.
 */
public record TrainRow(
        String modelName,
        String architecture,
        long trainMillis,
        Long changedSinceProjection,
        Map<String, Object> metrics,
        Map<String, Object> modelInfo,
        Map<String, Object> configuration) {}
