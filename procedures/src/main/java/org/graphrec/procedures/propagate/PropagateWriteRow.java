// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.Map;

/** The row of `rec.propagate.write`. A node that no content reached gets no vector; `privacy` accounts for the budget that was asked for, or is null. */
public record PropagateWriteRow(
        long nodeCount,
        long nodePropertiesWritten,
        long preProcessingMillis,
        long computeMillis,
        long writeMillis,
        Map<String, Object> privacy,
        Map<String, Object> configuration) {}
