// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Map;

/** The row of `rec.classify.mutate`. */
public record ClassifyMutateRow(
        long nodePropertiesWritten,
        long preProcessingMillis,
        long computeMillis,
        long mutateMillis,
        Map<String, Object> configuration) {}
