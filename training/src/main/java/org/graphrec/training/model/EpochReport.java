// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

/**
 * What an epoch of training came to.
 *
 * @param epoch from 1
 * @param loss mean over the examples of the epoch
 * @param ndcg NDCG@20 on a sample of the holdout after the epoch; NaN when it was not measured
 */
public record EpochReport(int epoch, double loss, double ndcg) {}
