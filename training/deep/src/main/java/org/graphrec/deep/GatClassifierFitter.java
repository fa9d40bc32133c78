// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

/** Fits graph attention to nodes. */
public final class GatClassifierFitter extends NodeClassifierFitter {

    public GatClassifierFitter() {
        super("gat", true);
    }
}
