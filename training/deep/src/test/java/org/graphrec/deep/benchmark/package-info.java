// SPDX-License-Identifier: GPL-3.0-only
/** Programmes that measure heads on data sets that are not part of the repository. */
package org.graphrec.deep.benchmark;
