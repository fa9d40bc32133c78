// SPDX-License-Identifier: GPL-3.0-only
/** Comparing methods on one graph: splits without leaks, every method fitted to the same part, one table with its errors. */
package org.graphrec.training.compare;
