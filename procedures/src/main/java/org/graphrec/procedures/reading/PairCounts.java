// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

/**
 * How many pairs of user and item a training found.
 *
 * @param likes learned from, before a threshold of likes was chosen
 * @param seen no likes: below a declared threshold, or without a weight that can be read
 * @param dislikes with a weight of 0 or below
 * @param badInteractions interactions whose weight is missing or cannot be read
 * @param changedSinceProjection interactions that came, went or changed since the projection was made; null where not known
 */
public record PairCounts(long likes, long seen, long dislikes, long badInteractions, Long changedSinceProjection) {}
