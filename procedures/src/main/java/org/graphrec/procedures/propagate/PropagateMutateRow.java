package org.graphrec.procedures.propagate;

import java.util.Map;

/** The row of `rec.propagate.mutate`. */
public record PropagateMutateRow(
        long nodeCount,
        long nodePropertiesWritten,
        long preProcessingMillis,
        long computeMillis,
        long mutateMillis,
        Map<String, Object> configuration) {}
