// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {

    @Test
    void doesEachUnitOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        try (Workers workers = new Workers(4)) {
            workers.forEach(1000, 4, done::incrementAndGet, WorkersTest::nothing, WorkersTest::nothing);
            workers.forEach(0, 4, unit -> done.set(unit, -1), WorkersTest::nothing, WorkersTest::nothing);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "99, 4"})
    void keepsToTheNumberAtOnce(int wanted, int expected) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Workers workers = new Workers(4)) {
            workers.forEach(
                    60,
                    wanted,
                    unit -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        sleep(5);
                        now.decrementAndGet();
                    },
                    WorkersTest::nothing,
                    WorkersTest::nothing);
        }
        assertThat(most).hasValue(expected);
    }

    @Test
    void throwsTheFirstFailureAndBeginsNothingMore() {
        AtomicInteger begun = new AtomicInteger();
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> workers.forEach(
                            1000,
                            4,
                            unit -> {
                                if (begun.incrementAndGet() == 3) {
                                    throw new IllegalStateException("third");
                                }
                            },
                            WorkersTest::nothing,
                            WorkersTest::nothing))
                    .hasMessage("third");
        }
        assertThat(begun).hasValue(3);
    }

    @Test
    void letsAShortCallThroughBetweenTheUnitsOfALongOne() throws InterruptedException {
        AtomicBoolean longEnded = new AtomicBoolean();
        try (Workers workers = new Workers(1)) {
            Thread longCall = new Thread(() -> {
                workers.forEach(200, 4, unit -> sleep(10), WorkersTest::nothing, WorkersTest::nothing);
                longEnded.set(true);
            });
            longCall.start();
            sleep(50);
            AtomicInteger done = new AtomicInteger();
            workers.forEach(1, 4, unit -> done.incrementAndGet(), WorkersTest::nothing, WorkersTest::nothing);
            assertThat(done).hasValue(1);
            assertThat(longEnded).isFalse();
            longCall.join();
        }
    }

    private static void nothing() {}

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
