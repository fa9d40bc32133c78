// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import org.neo4j.gds.core.utils.progress.tasks.LeafTask;

/** A phase of a call in {@code gds.listProgress}, with what it came to last: {@code Train: Epoch 3 of 60, loss 6.2}. */
final class PhaseTask extends LeafTask {
    private volatile String latest;

    PhaseTask(String phase, long volume) {
        super(phase, volume);
    }

    /** The phase's own name, which stays. */
    String phase() {
        return super.description();
    }

    /** Shows this line; null for none. */
    void report(String line) {
        latest = line;
    }

    @Override
    public String description() {
        String line = latest;
        return line == null ? super.description() : super.description() + ": " + line;
    }
}
