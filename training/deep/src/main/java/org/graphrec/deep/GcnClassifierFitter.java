// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

/** Fits a graph convolution to nodes. */
public final class GcnClassifierFitter extends NodeClassifierFitter {

    public GcnClassifierFitter() {
        super("gcn", false);
    }
}
