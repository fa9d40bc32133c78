package org.graphrec.procedures.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.training.Monitor;
import org.neo4j.gds.core.utils.progress.tasks.ProgressTracker;
import org.neo4j.procedure.TerminationGuard;

/**
 * A computation's {@link Monitor} on a call: its phases are the tasks of {@code gds.listProgress}, each a hundred per cent
 * wide, and a terminated transaction ends it. The guard is asked at most every {@value #POLL_MILLIS} ms (GDS's own flag
 * asks every 10 s).
 */
public final class ProgressMonitor implements Monitor, EncodingMonitor, AutoCloseable {
    private static final long POLL_MILLIS = 20;
    private static final long WIDTH = 100;

    private final String procedure;
    private final TerminationGuard guard;
    private final ProgressTracker tracker;
    private final List<MemoryGuard.Reservation> reservations = new ArrayList<>();
    private final List<PhaseTask> phases;
    private final AtomicLong lastPoll = new AtomicLong(System.nanoTime());
    private final AtomicLong done = new AtomicLong();
    private volatile boolean terminated;
    private volatile long work = 1;
    private int begun;
    private boolean closed;

    /** Begins the call; {@code phases} come in this order, and one may be left out. */
    ProgressMonitor(String procedure, List<PhaseTask> phases, ProgressTracker tracker, TerminationGuard guard) {
        this.procedure = procedure;
        this.phases = List.copyOf(phases);
        this.guard = guard;
        this.tracker = tracker;
        tracker.beginSubTask();
    }

    /** The tasks of these phases. */
    static List<PhaseTask> phases(List<String> names) {
        return names.stream().map(name -> new PhaseTask(name, WIDTH)).toList();
    }

    /**
     * Lets the call go on where so much heap can be promised to it, until it is closed.
     *
     * @throws IllegalStateException with both figures and the way out
     */
    public void reserve(long bytes) {
        reservations.add(MemoryGuard.reserve(procedure, bytes));
    }

    /** Goes on to the next phase of that name; one that is not among the phases to come counts into the current one. */
    @Override
    public void phase(String name, long units) {
        int position = begun;
        while (position < phases.size() && !phases.get(position).phase().equals(name)) {
            position++;
        }
        if (position == phases.size()) {
            return;
        }
        endPhase();
        skipTo(position);
        done.set(0);
        work = Math.max(1, units);
        tracker.beginSubTask();
        begun++;
    }

    @Override
    public void advance(long units) {
        long after = done.addAndGet(units);
        long percent = width(after) - width(after - units);
        if (percent > 0) {
            tracker.logProgress(percent);
        }
    }

    /** A line in the server's log, and in {@code gds.listProgress} until the next or the end of the phase. */
    @Override
    public void report(String line) {
        tracker.logInfo(line);
        if (begun > 0) {
            phases.get(begun - 1).report(line);
        }
    }

    @Override
    public boolean running() {
        long now = System.nanoTime();
        long last = lastPoll.get();
        if (!terminated && now - last > POLL_MILLIS * 1_000_000 && lastPoll.compareAndSet(last, now)) {
            try {
                guard.check();
            } catch (RuntimeException terminatedOrClosed) {
                terminated = true;
            }
        }
        return !terminated;
    }

    @Override
    public void assertRunning() {
        if (!running()) {
            // the server's own words where it has them
            guard.check();
            throw new CancellationException("The transaction has been terminated.");
        }
    }

    /** Takes the call out of {@code gds.listProgress} and gives its memory back; closing again does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        reservations.forEach(MemoryGuard.Reservation::close);
        endPhase();
        skipTo(phases.size());
        tracker.endSubTask();
        tracker.release();
    }

    private void endPhase() {
        if (begun > 0) {
            // the tracker ends it by the name under which it began
            phases.get(begun - 1).report(null);
            tracker.endSubTask();
        }
    }

    private void skipTo(int position) {
        while (begun < position) {
            tracker.beginSubTask();
            tracker.endSubTask();
            begun++;
        }
    }

    private long width(long units) {
        return Math.min(WIDTH, units * WIDTH / work);
    }
}
