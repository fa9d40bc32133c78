// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

/** The server could not be prepared, started or stopped; the message says why in one line, then shows the log's end. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
