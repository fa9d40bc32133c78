// SPDX-License-Identifier: GPL-3.0-only
/** Fitting: split, train, tune on the holdout, choose, refit on everything. */
package org.graphrec.training.fit;
