// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.graphrec.procedures.config.HelpRequested;
import org.graphrec.procedures.memory.MemoryNeed;
import org.neo4j.graphdb.security.AuthorizationViolationException;

/**
 * The one way in which a procedure runs. Each step happens where it stands: who may not write is refused before the
 * configuration is read, which is before a graph or a model is looked up, and so on; then the work runs, with the memory that it
 * asked for promised to it and its phases in {@code gds.listProgress}. Both end with the call ({@link #row}, {@link #rows}), or
 * with the last row ({@link #stream}).
 *
 * <pre>{@code
 * return call("rec.propagate.write")
 *         .writes()
 *         .config(configuration, map -> PropagateOptions.read(map, "writeProperty"))
 *         .threads(options -> options.propagation().concurrency())
 *         .phases("Read", "Propagate", "Write")
 *         .on(options -> new Spread(projection(graphName), options))
 *         .reserve(Spread::memory)
 *         .row((call, spread) -> ...);
 * }</pre>
 *
 * @param <T> what the call is about so far: its options, then what they name
 */
public final class ProcedureCall<T> {
    private final CallContext context;
    private final String procedure;
    private final T subject;
    private final int threads;
    private final List<String> phases;
    private final MemoryNeed need;
    private final Begun begun;

    /**
     * What is called, and when that began.
     *
     * @param nanos as {@link System#nanoTime} has it
     */
    private record Begun(String procedure, long nanos) {
        private void ended(boolean failed) {
            CallMetrics.ended(procedure, System.nanoTime() - nanos, failed);
        }

        /** Counts the call as failed where a step of it fails. */
        private <R> R step(Supplier<R> step) {
            try {
                return step.get();
            } catch (RuntimeException | Error failure) {
                ended(true);
                throw failure;
            }
        }
    }

    private ProcedureCall(
            CallContext context, Begun begun, T subject, int threads, List<String> phases, MemoryNeed need) {
        this.context = context;
        this.begun = begun;
        this.procedure = begun.procedure();
        this.subject = subject;
        this.threads = threads;
        this.phases = phases;
        this.need = need;
    }

    static ProcedureCall<Void> of(CallContext context, String procedure) {
        return new ProcedureCall<>(context, new Begun(procedure, System.nanoTime()), null, 1, List.of(), null);
    }

    /**
     * Says that the procedure writes, to the graph or to the disk.
     *
     * @throws AuthorizationViolationException where the caller may only read
     */
    public ProcedureCall<T> writes() {
        return begun.step(() -> {
            context.requireWriter(procedure);
            return this;
        });
    }

    /** Reads the configuration; refuses a wrong one with every problem in it, and answers {@code {help: true}}. */
    public <P> ProcedureCall<P> config(Map<String, Object> configuration, Function<Map<String, Object>, P> read) {
        return begun.step(() -> {
            try {
                return about(read.apply(configuration));
            } catch (HelpRequested help) {
                throw help.answer(procedure);
            }
        });
    }

    /** Looks up what the options name, such as a graph or a model, and refuses what is not there. */
    public <P> ProcedureCall<P> on(Function<T, P> find) {
        return begun.step(() -> about(find.apply(subject)));
    }

    /** The same for a procedure without options. */
    public <P> ProcedureCall<P> on(Supplier<P> find) {
        return begun.step(() -> about(find.get()));
    }

    /** How many threads the work takes at most; without it, one. */
    public ProcedureCall<T> threads(ToIntFunction<T> concurrency) {
        return new ProcedureCall<>(context, begun, subject, concurrency.applyAsInt(subject), phases, need);
    }

    /** The phases of the work in order, of which some may be left out; without any, nobody could watch it. */
    public ProcedureCall<T> phases(String... names) {
        return phases(every -> List.of(names));
    }

    /** The same where they depend on the options. */
    public ProcedureCall<T> phases(Function<T, List<String>> names) {
        return new ProcedureCall<>(context, begun, subject, threads, names.apply(subject), need);
    }

    /** Has memory promised to the work before it begins; what it needs later, it asks of {@link RunningCall#reserve}. */
    public ProcedureCall<T> reserve(Function<T, MemoryNeed> bytes) {
        return begun.step(() -> new ProcedureCall<>(context, begun, subject, threads, phases, bytes.apply(subject)));
    }

    /** Does the work, which comes to one row; memory and progress end with it. */
    public <R> Stream<R> row(BiFunction<RunningCall, T, R> work) {
        return rows((call, about) -> List.of(work.apply(call, about)));
    }

    /** Does the work, which comes to a few rows that hold nothing of what was reserved; memory and progress end with it. */
    public <R> Stream<R> rows(BiFunction<RunningCall, T, List<R>> work) {
        List<R> rows = begun.step(() -> {
            RunningCall call = context.start(procedure, threads, phases);
            try {
                reserve(call);
                return work.apply(call, subject);
            } finally {
                call.end();
            }
        });
        begun.ended(false);
        return rows.stream();
    }

    /** Does the work, whose rows are made as they are read or hold what was reserved; both end after the last one. */
    public <R> Stream<R> stream(BiFunction<RunningCall, T, Stream<R>> work) {
        return begun.step(() -> {
            RunningCall call = context.start(procedure, threads, phases);
            try {
                reserve(call);
                Stream<R> made = work.apply(call, subject);
                CountedRows<R> rows = new CountedRows<>(made);
                return rows.stream(made).onClose(() -> {
                    call.end();
                    begun.ended(rows.failed());
                });
            } catch (RuntimeException | Error early) {
                call.end();
                throw early;
            }
        });
    }

    private void reserve(RunningCall call) {
        if (need != null) {
            call.reserve(need);
        }
    }

    private <P> ProcedureCall<P> about(P next) {
        return new ProcedureCall<>(context, begun, next, threads, phases, need);
    }
}
