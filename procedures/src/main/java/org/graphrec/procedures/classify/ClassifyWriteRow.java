// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Map;

/** The row of `rec.classify.write`. */
public record ClassifyWriteRow(
        long nodePropertiesWritten,
        long preProcessingMillis,
        long computeMillis,
        long writeMillis,
        Map<String, Object> configuration) {}
