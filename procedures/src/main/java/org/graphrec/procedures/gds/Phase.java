package org.graphrec.procedures.gds;

import org.neo4j.gds.core.utils.progress.tasks.LeafTask;

/** A phase of a call in {@code gds.listProgress}, whose name says how it stands where there is something to say. */
final class Phase extends LeafTask {
    private volatile String state = "";

    Phase(String name, long volume) {
        super(name, volume);
    }

    /** Puts a state beside the name, in place of the one before. */
    void tell(String newState) {
        state = " (" + newState + ")";
    }

    @Override
    public String description() {
        return super.description() + state;
    }
}
