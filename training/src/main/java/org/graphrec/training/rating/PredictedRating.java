// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

/**
 * A rating that is expected, and how sure that is.
 *
 * @param rating mean, between the lowest and the highest rating seen at training
 * @param deviation standard deviation of the rating to come around an unclipped mean: the noise of ratings, what is not known
 *     of the user given his history, and what is not known of the item
 */
public record PredictedRating(double rating, double deviation) {}
