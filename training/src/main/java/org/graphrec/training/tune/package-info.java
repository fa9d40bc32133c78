// SPDX-License-Identifier: GPL-3.0-only
/** Choosing parameters on a holdout: the task, the trials, and the search. */
package org.graphrec.training.tune;
