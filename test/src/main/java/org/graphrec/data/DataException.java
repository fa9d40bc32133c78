// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

/** The data is not there or not readable; the message names the file and the way out. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
