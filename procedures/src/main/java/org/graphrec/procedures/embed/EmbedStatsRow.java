// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;

/** The row of `rec.embed.nodes.stats`. */
public record EmbedStatsRow(
        long nodeCount,
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
        Map<String, Object> configuration) {}
