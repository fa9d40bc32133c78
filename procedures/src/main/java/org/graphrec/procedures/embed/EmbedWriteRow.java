// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;

/**
 * The row of `rec.embed.nodes.write`. A node whose text is empty, or whose vector is zero or not finite, gets no vector, and
 * loses the one that was written for an earlier text; a fresh one is skipped with `onlyStale`.
 */
public record EmbedWriteRow(
        long nodeCount,
        long nodePropertiesWritten,
        long nodesSkipped,
        long emptyTexts,
        long truncatedTexts,
        long chunkedTexts,
        long otherLanguageTexts,
        Map<String, Object> unreadableMedia,
        long zeroVectors,
        long nonFiniteVectors,
        double meanPairwiseCosine,
        long preProcessingMillis,
        long computeMillis,
        long writeMillis,
        Map<String, Object> configuration) {}
