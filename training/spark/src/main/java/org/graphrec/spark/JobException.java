// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

/** What ends a job, in one line that a person can act on. */
final class JobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobException(String message) {
        super(message);
    }

    JobException(String message, Throwable cause) {
        super(message, cause);
    }
}
