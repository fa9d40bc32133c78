package org.graphrec.procedures.gds;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.training.Monitor;
import org.neo4j.gds.core.concurrency.Concurrency;
import org.neo4j.gds.core.utils.progress.JobId;
import org.neo4j.gds.core.utils.progress.TaskRegistryFactory;
import org.neo4j.gds.core.utils.progress.tasks.ProgressTracker;
import org.neo4j.gds.core.utils.progress.tasks.Task;
import org.neo4j.gds.core.utils.progress.tasks.TaskProgressTracker;
import org.neo4j.gds.core.utils.progress.tasks.Tasks;
import org.neo4j.gds.core.utils.warnings.UserLogRegistryFactory;
import org.neo4j.gds.logging.LogAdapter;
import org.neo4j.logging.Log;
import org.neo4j.procedure.TerminationGuard;

/**
 * A computation's {@link Monitor} on a call: phases become tasks of {@code gds.listProgress}, and a terminated transaction
 * ends it. The guard is asked at most every {@value #POLL_MILLIS} ms (GDS's own flag asks every 10 s).
 */
public final class ProgressMonitor implements Monitor, EncodingMonitor, AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final TerminationGuard guard;
    private final ProgressTracker tracker;
    private final AtomicLong lastPoll = new AtomicLong(System.nanoTime());
    private volatile boolean terminated;
    private volatile String phase = "Start";
    private volatile long work = 1;
    private boolean inPhase;
    private boolean closed;

    ProgressMonitor(
            String name,
            int concurrency,
            TerminationGuard guard,
            Log log,
            TaskRegistryFactory taskRegistryFactory,
            UserLogRegistryFactory userLogRegistryFactory) {
        this.guard = guard;
        Task root = Tasks.iterativeOpen(name, () -> List.of(Tasks.leaf(phase, work)));
        tracker = new TaskProgressTracker(
                root,
                new LogAdapter(log),
                new Concurrency(concurrency),
                new JobId(),
                taskRegistryFactory,
                userLogRegistryFactory);
        tracker.beginSubTask();
    }

    @Override
    public void phase(String name, long units) {
        endPhase();
        phase = name;
        work = Math.max(1, units);
        tracker.beginSubTask();
        inPhase = true;
    }

    @Override
    public void advance(long units) {
        tracker.logProgress(units);
    }

    @Override
    public void encoded(int texts) {
        advance(texts);
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

    /** Takes the call out of {@code gds.listProgress}; closing again does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        endPhase();
        tracker.endSubTask();
        tracker.release();
    }

    private void endPhase() {
        if (inPhase) {
            tracker.endSubTask();
            inPhase = false;
        }
    }
}
