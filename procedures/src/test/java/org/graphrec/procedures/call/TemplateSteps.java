// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.MemoryNeed;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Procedures for tests of the template: each row says how much memory is promised while it is made. */
public final class TemplateSteps extends CallContext {
    static final long HEAP = 1_000;

    /** Bytes promised to all calls. */
    public record Row(long promised) {}

    @Procedure(name = "test.row", mode = Mode.READ)
    public Stream<Row> row() {
        return call("test.row").reserve(nothing -> heap()).row((call, nothing) -> promised());
    }

    @Procedure(name = "test.stream", mode = Mode.READ)
    public Stream<Row> stream(@Name("rows") long rows) {
        return call("test.stream").reserve(nothing -> heap()).stream(
                (call, nothing) -> IntStream.range(0, (int) rows).mapToObj(row -> promised()));
    }

    @Procedure(name = "test.failing", mode = Mode.READ)
    public Stream<Row> failing(@Name("late") boolean late) {
        return call("test.failing").reserve(nothing -> heap()).stream((call, nothing) -> {
            if (!late) {
                throw new IllegalStateException("early");
            }
            return Stream.of(1, 2).map(row -> {
                if (row == 2) {
                    throw new IllegalStateException("late");
                }
                return promised();
            });
        });
    }

    @Procedure(name = "test.outside", mode = Mode.READ)
    public Stream<Row> outside() {
        return call("test.outside")
                .reserve(nothing -> heap().withOutside(Long.MAX_VALUE / 4))
                .row((call, nothing) -> promised());
    }

    @Procedure(name = "test.writing", mode = Mode.WRITE)
    public Stream<Row> writing(@Name("configuration") Map<String, Object> configuration) {
        return call("test.writing")
                .writes()
                .config(configuration, map -> {
                    Config config = new Config(map);
                    config.check();
                    return config;
                })
                .row((call, config) -> call.transactions().commit(call::running, transaction -> {
                    transaction.createNode();
                    return promised();
                }));
    }

    private static MemoryNeed heap() {
        return MemoryNeed.ofHeap("all", HEAP);
    }

    private static Row promised() {
        return new Row(MemoryGuard.state().promised());
    }
}
