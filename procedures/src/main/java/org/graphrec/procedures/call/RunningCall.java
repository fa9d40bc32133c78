// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.memory.NativeMemory;
import org.graphrec.training.Monitor;
import org.neo4j.gds.core.utils.progress.tasks.ProgressTracker;
import org.neo4j.procedure.TerminationGuard;

/**
 * A call under way, as the work of a procedure sees it: what it reserves, where it writes, and the {@link Monitor} of its
 * computation. Its phases are the tasks of {@code gds.listProgress}, each a hundred per cent wide, and a terminated transaction
 * ends it. The guard is asked at most every {@value #POLL_MILLIS} ms (GDS's own flag asks every 10 s).
 */
public final class RunningCall implements Monitor, EncodingMonitor {
    private static final long POLL_MILLIS = 20;
    private static final long WIDTH = 100;

    private final OwnTransactions transactions;
    private final TerminationGuard guard;
    private final ProgressTracker tracker;
    private final List<MemoryGuard.Reservation> reservations = new ArrayList<>();
    private final List<PhaseTask> phases;
    private final AtomicLong lastPoll = new AtomicLong(System.nanoTime());
    private final AtomicLong done = new AtomicLong();
    private volatile boolean terminated;
    private volatile long work = 1;
    private long lapBegan = System.nanoTime();
    private int begun;
    private boolean closed;

    /** Begins the call; {@code phases} come in this order, and one may be left out. */
    RunningCall(OwnTransactions transactions, List<PhaseTask> phases, ProgressTracker tracker, TerminationGuard guard) {
        this.transactions = transactions;
        this.phases = List.copyOf(phases);
        this.guard = guard;
        this.tracker = tracker;
        tracker.beginSubTask();
    }

    /** The tasks of these phases. */
    static List<PhaseTask> phases(List<String> names) {
        return names.stream().map(name -> new PhaseTask(name, WIDTH)).toList();
    }

    /** How the call writes to the graph. */
    public OwnTransactions transactions() {
        return transactions;
    }

    /**
     * Lets the call go on where so much heap can be promised to it, until it ends.
     *
     * @throws IllegalStateException with both figures and the way out
     */
    public void reserve(long bytes) {
        reservations.add(MemoryGuard.reserve(transactions.procedure(), bytes));
    }

    /** The same with the memory outside the heap, which has to be there now. */
    public void reserve(MemoryNeed need) {
        reserve(need.heapBytes());
        if (need.outside() > 0) {
            NativeMemory.require("`" + transactions.procedure() + "`", need.outside());
        }
    }

    /** Milliseconds since the last time this was asked, or since the call began. */
    public long lap() {
        long now = System.nanoTime();
        long millis = (now - lapBegan) / 1_000_000;
        lapBegan = now;
        return millis;
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

    /** Takes the call out of {@code gds.listProgress} and gives its memory back; again it does nothing. */
    void end() {
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
