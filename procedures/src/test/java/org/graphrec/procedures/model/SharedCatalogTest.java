// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.graphrec.fixtures.InBackground;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedCatalogTest {
    private static final ModelKey KEY = new ModelKey("db", "ada", "m");

    @TempDir
    Path stored;

    private final SharedCatalog shared = new SharedCatalog(ModelLocations.none(""), new Lines());

    private static ModelEntry entry(ModelKey key) {
        return ModelEntry.inMemory(key, key.owner(), Models.itemGraph(key.name(), 1));
    }

    @Test
    void addsOneOfAKey() {
        assertThat(shared.add(entry(KEY))).isTrue();
        assertThat(shared.add(entry(KEY))).isFalse();
        assertThat(shared.all(Monitor.SILENT)).hasSize(1);
    }

    /** A server that stops in the same process as the next one starts, as in tests of Neo4j. */
    @Test
    void forgetsEverythingAsTheServerStops() {
        ModelLocations locations = new ModelLocations(stored, null, "");
        Lines log = new Lines();
        try {
            SharedCatalog.configure(locations, log);
            SharedCatalog servers = SharedCatalog.ofServer();
            assertThat(servers.locations()).isEqualTo(locations);
            assertThat(servers.log()).isSameAs(log);
            servers.put(entry(KEY));
            assertThat(servers.reserve(KEY)).isTrue();
            servers.store().put(KEY, "ada", Models.itemGraph("m", 1), Monitor.SILENT);

            SharedCatalog.shutDown();
            assertThat(servers.locations().store()).isNull();
            assertThat(servers.all(Monitor.SILENT)).isEmpty();
            assertThat(servers.reserve(KEY)).isTrue();
            SharedCatalog next = new SharedCatalog(locations, log);
            assertThat(next.store().health().writer()).isTrue();
            next.store().close();

            SharedCatalog.configure(locations, log);
            assertThat(servers.find(KEY, Monitor.SILENT).stored()).isTrue();
        } finally {
            SharedCatalog.shutDown();
        }
    }

    @Test
    void aCallThatWaitsForAnotherEndsWhenItIsTerminated() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        Holder holder = new Holder(KEY);
        try {
            CompletableFuture<String> waiting =
                    InBackground.run(() -> shared.alone(KEY, Monitor.whileTrue(running::get), () -> "changed"));
            TimeUnit.MILLISECONDS.sleep(100);
            assertThat(waiting).isNotDone();
            running.set(false);
            assertThatThrownBy(waiting::get)
                    .isInstanceOfAny(ExecutionException.class, CancellationException.class)
                    .hasRootCauseInstanceOf(CancellationException.class);
        } finally {
            holder.end();
        }
        assertThat(shared.alone(KEY, Monitor.SILENT, () -> "changed")).isEqualTo("changed");
    }

    @Test
    void anInterruptedCallStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> shared.alone(KEY, Monitor.SILENT, () -> "changed"))
                .isInstanceOf(CancellationException.class)
                .hasMessage("The call was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aChangeOfTwoModelsWaitsForEither() throws Exception {
        ModelKey other = new ModelKey("db", "ada", "n");
        assertThat(shared.alone(KEY, other, Monitor.SILENT, () -> "changed")).isEqualTo("changed");
        for (ModelKey held : new ModelKey[] {KEY, other}) {
            for (boolean inOrder : new boolean[] {true, false}) {
                CompletableFuture<String> waiting;
                Holder holder = new Holder(held);
                try {
                    waiting = InBackground.run(() -> shared.alone(
                            inOrder ? KEY : other, inOrder ? other : KEY, Monitor.SILENT, () -> "changed"));
                    TimeUnit.MILLISECONDS.sleep(100);
                    assertThat(waiting).isNotDone();
                } finally {
                    holder.end();
                }
                assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("changed");
            }
        }
    }

    @Test
    void twoChangesOfTheSameTwoModelsNeverWaitForEachOther() throws Exception {
        ModelKey[] keys = IntStream.range(0, 20)
                .mapToObj(i -> new ModelKey("db", "ada", "m" + i))
                .toArray(ModelKey[]::new);
        int[] changes = new int[2];
        CompletableFuture<?>[] threads = IntStream.range(0, 2)
                .mapToObj(thread -> InBackground.run(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        int a = i % 20;
                        int b = (i / 20) % 20;
                        shared.alone(
                                keys[thread == 0 ? a : b],
                                keys[thread == 0 ? b : a],
                                Monitor.SILENT,
                                () -> changes[thread]++);
                    }
                    return changes[thread];
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).get(30, TimeUnit.SECONDS);
        assertThat(changes).containsExactly(20_000, 20_000);
    }

    /** Another call, which changes a model until it is ended. */
    private final class Holder {
        private final CountDownLatch over = new CountDownLatch(1);
        private final CompletableFuture<Boolean> call;

        private Holder(ModelKey key) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            call = InBackground.run(() -> shared.alone(key, Monitor.SILENT, () -> {
                begun.countDown();
                try {
                    return over.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            begun.await();
        }

        private void end() {
            over.countDown();
            call.join();
        }
    }
}
