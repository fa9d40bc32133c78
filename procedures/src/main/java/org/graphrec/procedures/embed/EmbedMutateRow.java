// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;

/** The row of `rec.embed.nodes.mutate`. A node without a usable text gets zeros in the projection. */
public record EmbedMutateRow(
        long nodeCount,
        long nodePropertiesWritten,
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
        long mutateMillis,
        Map<String, Object> configuration) {}
