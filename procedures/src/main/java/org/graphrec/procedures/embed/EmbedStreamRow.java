package org.graphrec.procedures.embed;

import java.util.List;

/** A row of `rec.embed.nodes.stream`. */
public record EmbedStreamRow(long nodeId, List<Double> embedding) {}
