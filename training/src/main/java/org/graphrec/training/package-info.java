// SPDX-License-Identifier: GPL-3.0-only
/** Graphs, kernels and models over arrays. Depends on the JDK and nothing else. */
package org.graphrec.training;
