// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.Map;

/** The row of `rec.propagate.mutate`; `privacy` accounts for the budget that was asked for, or is null. */
public record PropagateMutateRow(
        long nodeCount,
        long nodePropertiesWritten,
        long preProcessingMillis,
        long computeMillis,
        long mutateMillis,
        Map<String, Object> privacy,
        Map<String, Object> configuration) {}
