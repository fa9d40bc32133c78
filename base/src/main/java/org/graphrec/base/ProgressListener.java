// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.util.concurrent.CancellationException;

/** What a long computation reports to its caller, and how the caller stops it. */
public interface ProgressListener {

    /** {@code units} more of the work are done. */
    void advance(long units);

    /** False once the caller no longer wants a result. */
    boolean running();

    /** Throws {@link CancellationException} when no longer {@link #running}. */
    default void assertRunning() {
        if (!running()) {
            throw new CancellationException("The computation was terminated.");
        }
    }
}
