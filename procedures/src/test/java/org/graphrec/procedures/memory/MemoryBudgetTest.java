// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final AtomicLong free = new AtomicLong(1000);
    private final MemoryBudget budget = new MemoryBudget(free::get, 0.5);

    @Test
    void givesOneCallHalfOfWhatIsFreeAndNoMore() {
        assertThat(budget.promise(501)).isNull();
        assertThat(budget.promise(500)).isNotNull();
        assertThat(budget.promised()).isEqualTo(500);
    }

    @Test
    void givesTheNextCallHalfOfWhatIsLeft() {
        budget.promise(500);
        assertThat(budget.available()).isEqualTo(500);
        assertThat(budget.promise(251)).isNull();
        assertThat(budget.promise(250)).isNotNull();
        assertThat(budget.available()).isEqualTo(250);
    }

    @Test
    void doesNotCountTwiceWhatACallHasAllocatedOfItsPromise() {
        budget.promise(400);
        free.set(600);
        assertThat(budget.available()).isEqualTo(600);
        // somebody else took 300 more
        free.set(300);
        assertThat(budget.available()).isEqualTo(300);
    }

    @Test
    void seesMemoryThatOthersGiveBackWhilePromisesStand() {
        budget.promise(100);
        free.set(5000);
        assertThat(budget.available()).isEqualTo(4900);
    }

    @Test
    void neverPromisesMoreThanThereIs() {
        long sum = 0;
        for (MemoryBudget.Promise promise = budget.promise(budget.available() / 2);
                promise != null && budget.available() > 1;
                promise = budget.promise(budget.available() / 2)) {
            sum = budget.promised();
        }
        assertThat(sum).isBetween(900L, 1000L);
    }

    @Test
    void givesBackOnceHoweverOftenAPromiseIsClosed() {
        MemoryBudget.Promise one = budget.promise(100);
        budget.promise(50);
        one.close();
        one.close();
        assertThat(budget.promised()).isEqualTo(50);
    }

    @Test
    void refusesWhatNoNumberCanSay() {
        assertThat(budget.promise(Long.MIN_VALUE)).isNull();
        assertThat(budget.promise(Long.MAX_VALUE)).isNull();
        assertThat(budget.promised()).isZero();
    }

    @Test
    void refusesNothingWhereTheOperatorTurnedItOff() {
        budget.share(Double.POSITIVE_INFINITY);
        free.set(0);
        MemoryBudget.Promise promise = budget.promise(1 << 30);
        assertThat(promise).isNotNull();
        // sums that overflow are still refused
        assertThat(budget.promise(Long.MAX_VALUE)).isNull();
    }

    @Test
    void letsInOneOfManyThatAskForMostAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger passed = new AtomicInteger();
            List<Future<?>> all = IntStream.range(0, 32)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        start.await();
                        return budget.promise(450) != null && passed.incrementAndGet() > 0;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(passed).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void owesNothingAfterManyCallsHoweverTheyEnd() throws Exception {
        free.set(1L << 40);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = IntStream.range(0, 10_000)
                    .<Future<?>>mapToObj(call -> threads.submit(() -> {
                        Random random = new Random(call);
                        try (MemoryBudget.Promise promise = budget.promise(random.nextInt(1 << 20))) {
                            if (random.nextInt(3) == 0) {
                                throw new IllegalStateException(
                                        "This call fails, promised or not: " + (promise == null));
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (ExecutionException failed) {
                    assertThat(failed).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
            assertThat(budget.promised()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysBothFiguresAndTheWayOut() {
        assertThat(MemoryGuard.refusal("rec.train", 3L << 30, 1L << 30, 0.5))
                .isEqualTo("`rec.train` was refused: it may need 3.0 GiB of heap, and one call gets at most 50 % of the"
                        + " 1.0 GiB that are free and not promised to another. Wait for other calls to end, drop graphs"
                        + " with `gds.graph.drop` or models with `rec.model.drop`, project fewer nodes, or raise"
                        + " `server.memory.heap.max_size`.");
    }

    @Test
    void refusesFourTimesTheFreeHeapWithoutAllocating() {
        long asked = 4 * MemoryGuard.state().free();
        assertThatThrownBy(() -> MemoryGuard.require("rec.train", asked))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("`rec.train` was refused");
        assertThat(MemoryGuard.state().promised()).isZero();
    }
}
