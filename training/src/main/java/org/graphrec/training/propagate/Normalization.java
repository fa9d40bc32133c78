// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.propagate;

/** How an edge's weight is divided by the degrees of its ends before it carries features. */
public enum Normalization {

    /** w / sqrt(d_source * d_target), as in GCN and LightGCN: the operator is its own adjoint when the graph is symmetric. */
    SYMMETRIC,

    /** w / d_source, a mean over the neighbours: constant features stay constant. */
    ROW
}
