// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedNodesTest {
    private final AtomicLong clock = new AtomicLong(1_000);
    private final ChangedNodes changed = new ChangedNodes(100, clock::get);

    private ChangedNodes.Commit begun(long... ids) {
        ChangedNodes.Commit commit = changed.begin();
        for (long id : ids) {
            commit.add(id);
        }
        commit.announce();
        return commit;
    }

    private void commit(long... ids) {
        begun(ids).committed();
    }

    @Test
    void tellWhatCameAfterAMoment() {
        commit(7);
        long moment = changed.now();
        assertThat(changed.touchedSince(7, moment)).isFalse();
        assertThat(changed.anySince(moment)).isFalse();
        commit(0, 8);
        assertThat(changed.touchedSince(0, moment)).isTrue();
        assertThat(changed.touchedSince(8, moment)).isTrue();
        assertThat(changed.touchedSince(7, moment)).isFalse();
        assertThat(changed.anySince(moment)).isTrue();
        assertThat(changed.touchedSince(8, changed.now())).isFalse();
    }

    @Test
    void tellWhatCameAtATimeOfDayOrAfter() {
        clock.set(2_000);
        commit(1);
        clock.set(3_000);
        commit(2);
        assertThat(changed.touchedSinceMillis(1, 2_000)).isEqualTo(Touch.YES);
        assertThat(changed.touchedSinceMillis(1, 2_001)).isEqualTo(Touch.NO);
        assertThat(changed.touchedSinceMillis(2, 2_001)).isEqualTo(Touch.YES);
        assertThat(changed.touchedSinceMillis(2, 3_001)).isEqualTo(Touch.NO);
    }

    @Test
    void doNotKnowWhatWasBeforeTheyListened() {
        assertThat(changed.touchedSinceMillis(1, 1_000)).isEqualTo(Touch.UNKNOWN);
        assertThat(changed.touchedSinceMillis(1, 1_001)).isEqualTo(Touch.NO);
        assertThat(changed.touchedSince(1, 0)).isTrue();
        assertThat(changed.anySince(0)).isTrue();
    }

    @Test
    void areNotMovedByAClockThatIsSetBack() {
        clock.set(5_000);
        commit(1);
        long moment = changed.now();
        clock.set(10);
        commit(2);
        assertThat(changed.touchedSince(2, moment)).isTrue();
        assertThat(changed.touchedSince(1, moment)).isFalse();
        assertThat(changed.touchedSinceMillis(2, 5_000)).isEqualTo(Touch.YES);
    }

    @Test
    void countWhatIsAboutToBeCommitted() {
        long moment = changed.now();
        ChangedNodes.Commit one = begun(1, 2);
        ChangedNodes.Commit other = begun(2, 3);
        assertThat(changed.touchedSince(1, moment)).isTrue();
        assertThat(changed.anySince(moment)).isTrue();
        one.rolledBack();
        assertThat(changed.touchedSince(1, moment)).isFalse();
        assertThat(changed.touchedSince(2, moment)).isTrue();
        other.committed();
        assertThat(changed.touchedSince(3, moment)).isTrue();
        assertThat(changed.touchedSince(1, moment)).isFalse();
        assertThat(changed.touchedSince(3, changed.now())).isFalse();
    }

    @Test
    void doNotKnowWhatATransactionChangedThatCouldNotBeRead() {
        long moment = changed.now();
        ChangedNodes.Commit commit = changed.beginUnknown();
        commit.announce();
        assertThat(changed.touchedSinceMillis(9, 2_000)).isEqualTo(Touch.UNKNOWN);
        commit.committed();
        assertThat(changed.touchedSince(9, moment)).isTrue();
        assertThat(changed.touchedSince(9, changed.now())).isFalse();
        ChangedNodes.Commit back = changed.beginUnknown();
        back.announce();
        back.rolledBack();
        assertThat(changed.touchedSince(9, changed.now())).isFalse();
    }

    @Test
    void forgetTheOldestAndSaySo() {
        long first = changed.now();
        clock.set(2_000);
        IntStream.range(0, 100).forEach(this::commit);
        long second = changed.now();
        clock.set(3_000);
        IntStream.range(100, 200).forEach(this::commit);
        assertThat(changed.touchedSinceMillis(1_000, 2_000)).isEqualTo(Touch.NO);
        assertThat(changed.touchedSince(5, first)).isTrue();
        assertThat(changed.touchedSince(5, second)).isFalse();
        clock.set(4_000);
        // the first hundred goes
        commit(200);
        assertThat(changed.touchedSinceMillis(150, 2_000)).isEqualTo(Touch.YES);
        assertThat(changed.touchedSinceMillis(5, 2_000)).isEqualTo(Touch.UNKNOWN);
        assertThat(changed.touchedSinceMillis(5, 2_001)).isEqualTo(Touch.NO);
        assertThat(changed.touchedSince(1_000, first)).isTrue();
        assertThat(changed.touchedSince(1_000, second)).isFalse();
    }

    @Test
    void doNotKnowWhatATransactionChangedThatIsTooLarge() {
        long moment = changed.now();
        commit(IntStream.range(0, 101).asLongStream().toArray());
        assertThat(changed.touchedSince(50, moment)).isTrue();
        assertThat(changed.touchedSince(5_000, moment)).isTrue();
        assertThat(changed.touchedSince(50, changed.now())).isFalse();
    }

    @Test
    void answerAsAListOfAllCommitsWould() {
        Random random = new Random(1);
        long[] lastCommit = new long[400];
        long[] moments = new long[2_000];
        for (int i = 0; i < moments.length; i++) {
            int many = random.nextInt(5);
            ChangedNodes.Commit commit = changed.begin();
            for (int n = 0; n < many; n++) {
                int id = random.nextInt(lastCommit.length);
                commit.add(id);
                lastCommit[id] = i + 1L;
            }
            commit.announce();
            commit.committed();
            clock.addAndGet(random.nextInt(2));
            moments[i] = changed.now();
            int then = random.nextInt(i + 1);
            int id = random.nextInt(lastCommit.length);
            // moments[then] is after the commit of number then + 1
            if (lastCommit[id] > then + 1) {
                assertThat(changed.touchedSince(id, moments[then])).isTrue();
            }
            // about a hundred nodes in some fifty commits: nothing of these is forgotten
            if (i - then < 20) {
                assertThat(changed.touchedSince(id, moments[then])).isEqualTo(lastCommit[id] > then + 1);
            }
        }
    }

    /** Whoever sees what a commit did, and asks after that, is told of it. */
    @Test
    void missNothingWhileOthersCommit() throws Exception {
        ChangedNodes nodes = new ChangedNodes(10_000, clock::get);
        int writers = 4;
        AtomicLong[] visible =
                IntStream.range(0, writers).mapToObj(i -> new AtomicLong()).toArray(AtomicLong[]::new);
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        Future<?>[] futures = new Future<?>[writers];
        for (int w = 0; w < writers; w++) {
            int writer = w;
            futures[w] = threads.submit(() -> {
                begin.await();
                for (int i = 1; i <= 20_000; i++) {
                    ChangedNodes.Commit commit = nodes.begin();
                    commit.add(writer);
                    commit.add(100L + i);
                    commit.announce();
                    visible[writer].set(i);
                    commit.committed();
                }
                return null;
            });
        }
        begin.countDown();
        long missed = 0;
        boolean running = true;
        while (running) {
            running = false;
            for (int w = 0; w < writers; w++) {
                long moment = nodes.now();
                long before = visible[w].get();
                long after = visible[w].get();
                if (after != before && !nodes.touchedSince(w, moment)) {
                    missed++;
                }
                running |= !futures[w].isDone();
            }
        }
        for (Future<?> future : futures) {
            future.get();
        }
        threads.shutdown();
        assertThat(missed).isZero();
        assertThat(nodes.anySince(nodes.now())).isFalse();
    }
}
