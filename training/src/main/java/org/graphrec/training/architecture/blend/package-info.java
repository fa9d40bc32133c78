// SPDX-License-Identifier: GPL-3.0-only
/** Choosing among architectures and summing the scores of several: {@code auto} and {@code blend}. */
package org.graphrec.training.architecture.blend;
