// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompletionTest {

    @Test
    void endsWhenTheLastWorkerLeaves() throws Exception {
        Completion completion = new Completion(2);
        completion.leave();
        assertThat(completion.await(0)).isFalse();
        completion.leave();
        assertThat(completion.await(0)).isTrue();
        completion.join();
    }

    @Test
    void throwsTheFirstFailureItself() {
        Completion completion = new Completion(1);
        IllegalStateException first = new IllegalStateException("first");
        assertThat(completion.failed()).isFalse();
        completion.fail(first);
        completion.fail(new AssertionError("second"));
        completion.leave();
        assertThat(completion.failed()).isTrue();
        assertThatThrownBy(completion::join).isSameAs(first);
    }

    @Test
    void waitsThroughAnInterruptionAndKeepsItForTheCaller() throws Exception {
        Completion completion = new Completion(1);
        Thread worker = new WorkerThreads("worker", 0).newThread(completion::leave);
        Thread.currentThread().interrupt();
        worker.start();
        completion.join();
        assertThat(Thread.interrupted()).isTrue();
        worker.join();
    }
}
