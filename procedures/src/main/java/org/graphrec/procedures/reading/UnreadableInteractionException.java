// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

/** An expression of a declaration fails on a value of the graph. */
public final class UnreadableInteractionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableInteractionException(String message) {
        super(message);
    }
}
