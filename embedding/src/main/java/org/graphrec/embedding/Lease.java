package org.graphrec.embedding;

/** Counts the users of something that is released after the last of them, and not before it is closed. */
final class Lease {

    private final String name;
    private final Runnable release;
    private int users;
    private boolean closed;

    Lease(String name, Runnable release) {
        this.name = name;
        this.release = release;
    }

    /** Begins a use; {@link #end} must follow. */
    synchronized void begin() {
        if (closed) {
            throw new IllegalStateException("The encoder `" + name + "` is closed. Load it again.");
        }
        users++;
    }

    void end() {
        boolean last;
        synchronized (this) {
            users--;
            last = closed && users == 0;
        }
        if (last) {
            release.run();
        }
    }

    void close() {
        boolean last;
        synchronized (this) {
            last = !closed && users == 0;
            closed = true;
        }
        if (last) {
            release.run();
        }
    }
}
