// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.neo4j.procedure.TerminationGuard;

/** Tells a computation without progress of its own when its transaction was terminated. */
final class Termination implements Monitor {
    private final TerminationGuard guard;

    Termination(TerminationGuard guard) {
        this.guard = guard;
    }

    @Override
    public void phase(String name, long work) {}

    @Override
    public void advance(long units) {}

    @Override
    public boolean running() {
        try {
            guard.check();
            return true;
        } catch (RuntimeException terminatedOrClosed) {
            return false;
        }
    }

    @Override
    public void assertRunning() {
        // the server's own words where it has them
        guard.check();
        if (!running()) {
            throw new CancellationException("The transaction has been terminated.");
        }
    }
}
