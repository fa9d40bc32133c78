/** Fitting: split, train, tune on the holdout, choose, refit on everything. */
package org.graphrec.training.fit;
