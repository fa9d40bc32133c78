// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Ends the native runs of one call: those under way between two operators, those to come before they begin. */
final class Terminator {

    private final Set<RunOptions> active = new HashSet<>();
    private boolean terminated;

    /** Options for a run that is about to begin; {@link #ended} closes them. */
    synchronized RunOptions begin() throws OrtException {
        RunOptions options = new RunOptions();
        if (terminated) {
            options.setTerminate(true);
        }
        active.add(options);
        return options;
    }

    synchronized void ended(RunOptions options) {
        active.remove(options);
        options.close();
    }

    synchronized void terminate() {
        terminated = true;
        for (RunOptions options : active) {
            try {
                options.setTerminate(true);
            } catch (OrtException cause) {
                throw new EncoderException("A native run could not be stopped.", cause);
            }
        }
    }

    synchronized boolean terminated() {
        return terminated;
    }

    /** What to throw where a run ended with an error: that it was terminated, or else {@code what} failed, and why. */
    RuntimeException failure(String what, OrtException cause) {
        return terminated()
                ? new CancellationException("The encoding was terminated.")
                : new EncoderException(what + ": " + cause.getMessage(), cause);
    }
}
