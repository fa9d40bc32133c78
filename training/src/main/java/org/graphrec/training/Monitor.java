// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training;

import java.util.function.BooleanSupplier;
import org.graphrec.base.ProgressListener;

/**
 * What a long computation tells its caller, and asks of it: the only channel out of a kernel.
 *
 * <p>Phases follow each other and do not nest. {@link #advance} and {@link #running} are called from any worker thread;
 * a computation asks {@link #running} at least every 50 ms of work.
 */
public interface Monitor extends ProgressListener {

    /** Hears nothing and never stops. */
    Monitor SILENT = whileTrue(() -> true);

    /** Hears nothing, and stops when {@code running} is no longer true. */
    static Monitor whileTrue(BooleanSupplier running) {
        return new Monitor() {
            @Override
            public void phase(String name, long work) {}

            @Override
            public void advance(long units) {}

            @Override
            public boolean running() {
                return running.getAsBoolean();
            }
        };
    }

    /** A new phase of {@code work} units begins; the one before it is over. */
    void phase(String name, long work);

    /** {@code units} more of the current phase are done. */
    @Override
    void advance(long units);

    /** What the current phase has come to so far, in a line for a log. */
    default void report(String line) {}

    /** A monitor that passes on all but phases and what of them is done: for steps too small for these. */
    default Monitor withoutProgress() {
        Monitor outer = this;
        return new Monitor() {
            @Override
            public void phase(String name, long work) {}

            @Override
            public void advance(long units) {}

            @Override
            public void report(String line) {
                outer.report(line);
            }

            @Override
            public boolean running() {
                return outer.running();
            }

            @Override
            public void assertRunning() {
                outer.assertRunning();
            }
        };
    }
}
