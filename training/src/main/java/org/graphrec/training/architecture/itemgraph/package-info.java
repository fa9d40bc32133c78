// SPDX-License-Identifier: GPL-3.0-only
/** Co-occurrence, spectral and text similarity between items as a sparse graph: {@code itemGraph}, and the model that other sparse graphs of items share. */
package org.graphrec.training.architecture.itemgraph;
