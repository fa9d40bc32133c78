// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

/** A text is not the JSON that was expected. */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    JsonException(String problem) {
        super("The JSON text " + problem + ".");
        this.problem = problem;
    }

    /** The problem as a predicate: "ends too early". */
    public String problem() {
        return problem;
    }
}
