package org.graphrec.procedures.recommend;

import java.util.Map;

/** The row of `rec.recommend.write`. */
public record RecommendWriteRow(
        long usersProcessed,
        long relationshipsWritten,
        long relationshipsDeleted,
        long computeMillis,
        long writeMillis,
        Map<String, Object> configuration) {}
