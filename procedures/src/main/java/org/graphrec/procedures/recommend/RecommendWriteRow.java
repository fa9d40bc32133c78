// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;

/** The row of `rec.recommend.write`; `badInteractions` counts those whose weight is missing or cannot be read. */
public record RecommendWriteRow(
        long usersProcessed,
        long relationshipsWritten,
        long relationshipsDeleted,
        long computeMillis,
        long writeMillis,
        long badInteractions,
        Map<String, Object> configuration) {}
