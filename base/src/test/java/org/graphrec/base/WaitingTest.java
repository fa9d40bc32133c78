// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {

    @Test
    void checksUntilTheResultIsThere() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        AtomicInteger checks = new AtomicInteger();
        String result = Waiting.forResult(future, () -> {
            if (checks.incrementAndGet() == 3) {
                future.complete("done");
            }
        });
        assertThat(result).isEqualTo("done");
        assertThat(checks).hasValue(3);
    }

    @Test
    void endsWithWhatTheCheckThrows() {
        assertThatThrownBy(() -> Waiting.forResult(new CompletableFuture<>(), () -> {
                    throw new IOException("enough");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("enough");
    }

    @Test
    void endsWithTheFailureOfTheWork() {
        assertThatThrownBy(() -> Waiting.forResult(
                        CompletableFuture.failedFuture(new IllegalStateException("failed")), () -> {}))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("failed");
    }
}
