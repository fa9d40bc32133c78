// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.propagate.CoOccurrence;

/** All interactions, sent once to each executor, whose tasks share what is made of them. */
final class Whole implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Csr byUser;
    private final int[] degrees;
    private transient CoOccurrence matrix;

    Whole(Csr byUser, int[] degrees) {
        this.byUser = byUser;
        this.degrees = degrees;
    }

    synchronized CoOccurrence matrix() {
        if (matrix == null) {
            matrix = CoOccurrence.ofPart(byUser, null, degrees, Monitor.SILENT);
        }
        return matrix;
    }
}
