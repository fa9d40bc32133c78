package org.graphrec.procedures.embed;

import java.util.Map;

/** The row of `rec.embed.nodes.write`. A node with an empty text gets no vector. */
public record EmbedWriteRow(
        long nodeCount,
        long nodePropertiesWritten,
        long emptyTexts,
        long truncatedTexts,
        long preProcessingMillis,
        long computeMillis,
        long writeMillis,
        Map<String, Object> configuration) {}
