// SPDX-License-Identifier: GPL-3.0-only
/** Item vectors trained on the graph: {@code lightgcn} and {@code textgcn}. */
package org.graphrec.training.architecture.vectors;
