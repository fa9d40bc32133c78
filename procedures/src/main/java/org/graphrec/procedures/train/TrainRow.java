package org.graphrec.procedures.train;

import java.util.Map;

/**
 * The row of `rec.train`. `changedSinceProjection` counts the interactions that came, went or changed since the projection was made;
 * null where that is not known.
 */
public record TrainRow(
        Map<String, Object> modelInfo,
        long trainMillis,
        Long changedSinceProjection,
        Map<String, Object> configuration) {}
