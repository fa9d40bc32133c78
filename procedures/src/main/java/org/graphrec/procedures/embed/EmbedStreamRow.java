// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;

/**
 * A row of `rec.embed.nodes.stream`.
 *
 * @param chunk the number of the chunk within the text, from 0; null unless chunks are kept
 * @param text of the chunk; null unless chunks are kept
 */
public record EmbedStreamRow(long nodeId, List<Double> embedding, Long chunk, String text) {}
