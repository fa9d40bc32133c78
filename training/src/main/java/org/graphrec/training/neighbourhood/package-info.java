// SPDX-License-Identifier: GPL-3.0-only
/** Recommendations from the neighbourhood of one user, without a training. */
package org.graphrec.training.neighbourhood;
