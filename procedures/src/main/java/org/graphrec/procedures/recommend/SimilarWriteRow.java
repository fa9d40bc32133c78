// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;

/** The row of `rec.similar.write`. */
public record SimilarWriteRow(
        long itemsProcessed, long relationshipsWritten, long relationshipsDeleted, Map<String, Object> configuration) {}
