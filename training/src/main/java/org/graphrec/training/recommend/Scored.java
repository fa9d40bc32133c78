// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

/**
 * An item and its score.
 *
 * @param item item index
 * @param score higher is better; its range is that of the model, or [-1, 1] with a text query
 * @param basis what the row rests on
 */
public record Scored(int item, float score, Basis basis) {}
