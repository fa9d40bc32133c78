// SPDX-License-Identifier: GPL-3.0-only
/** The classical predictors of ratings that a better one must beat: biases, neighbours, texts alone, factors alone. */
package org.graphrec.training.baseline;
