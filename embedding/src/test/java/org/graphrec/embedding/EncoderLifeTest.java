// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Loading, stopping and closing an encoder. */
class EncoderLifeTest {

    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    @Test
    void refusesAnAlteredFileBeforeNativeCodeSeesIt() {
        byte[] model = MiniLm.read(MODEL);
        byte[] tokenizer = MiniLm.read(TOKENIZER);
        long opened = OnnxSession.opened();
        for (int at : new int[] {0, model.length / 2, model.length - 1}) {
            byte[] altered = model.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> MiniLm.open(altered, tokenizer, 1))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageStartingWith("The file `all-minilm-l6-v2-q.onnx` of the encoder `all-MiniLM-L6-v2` has"
                            + " the SHA-256 `")
                    .hasMessageEndingWith("Reinstall the plugin jar.");
        }
        byte[] altered = tokenizer.clone();
        altered[100] ^= 1;
        assertThatThrownBy(() -> MiniLm.open(model, altered, 1)).hasMessageContaining(TOKENIZER);
        assertThat(OnnxSession.opened()).isEqualTo(opened);
    }

    @Test
    void refusesZeroThreads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encoders.bundledMiniLm(0))
                .withMessage("The value of `threads` must be between 1 and 1024 but was `0`.");
    }

    @Test
    void refusesZeroConcurrency() {
        try (TextEncoder encoder = Encoders.bundledMiniLm(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoder.encode(List.of("a"), 0, EncodingMonitor.SILENT))
                    .withMessage("The value of `concurrency` must be at least 1 but was `0`.");
        }
    }

    @Test
    void stopsAfterAFewOfManyTextsAndLeavesNothingBehind() {
        // ten thousand long texts are minutes of work
        List<String> texts = Collections.nCopies(10_000, "word ".repeat(300));
        CountingMonitor monitor = new CountingMonitor(1);
        try (TextEncoder encoder = Encoders.bundledMiniLm(2)) {
            assertThatThrownBy(() -> encoder.encode(texts, monitor)).isInstanceOf(CancellationException.class);
            assertThat(monitor.encoded).isBetween(1, 500);
            assertThat(OnnxSession.liveTensors()).isZero();
            assertThat(encoder.encode("still works")).hasSize(384);
        }
        assertThat(OnnxSession.liveTensors()).isZero();
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        try (TextEncoder encoder = Encoders.bundledMiniLm(1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> encoder.encode("some words")).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void refusesWorkOnceClosed() {
        TextEncoder encoder = Encoders.bundledMiniLm(1);
        encoder.close();
        encoder.close();
        assertThatThrownBy(() -> encoder.encode("words"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The encoder `all-MiniLM-L6-v2` is closed. Load it again.");
    }

    @Test
    void waitsForTheCallsUnderWayWhenAskedTo() throws InterruptedException {
        TextEncoder encoder = Encoders.bundledMiniLm(2);
        float[][] vectors = new float[1][];
        Thread caller = new Thread(() -> {
            float[][] all = encoder.encode(Collections.nCopies(100, "word ".repeat(300)), EncodingMonitor.SILENT);
            vectors[0] = all[99];
        });
        caller.start();
        Thread.sleep(100);
        assertThat(encoder.closeAndWait(Duration.ofMillis(1))).isFalse();
        assertThat(encoder.closeAndWait(Duration.ofSeconds(60))).isTrue();
        caller.join();
        assertThat(vectors[0]).hasSize(384);
        assertThat(encoder.closeAndWait(Duration.ZERO)).isTrue();
    }

    @Test
    void finishesTheCallsUnderWayWhenItIsClosed() throws InterruptedException {
        TextEncoder encoder = Encoders.bundledMiniLm(2);
        float[] expected = encoder.encode("The encoder is closed while this is under way.");
        ExecutorService callers = Executors.newFixedThreadPool(32);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int caller = 0; caller < 32; caller++) {
            calls.add(callers.submit(() -> {
                int done = 0;
                try {
                    for (; done < 10_000; done++) {
                        assertThat(encoder.encode("The encoder is closed while this is under way."))
                                .isEqualTo(expected);
                    }
                } catch (IllegalStateException closed) {
                    assertThat(closed).hasMessageEndingWith("is closed. Load it again.");
                }
                return done;
            }));
        }
        Thread.sleep(500);
        encoder.close();
        callers.shutdown();
        int done = 0;
        for (Future<Integer> call : calls) {
            try {
                done += call.get();
            } catch (ExecutionException failed) {
                throw new AssertionError(failed);
            }
        }
        assertThat(done).isPositive().isLessThan(320_000);
        assertThat(OnnxSession.liveTensors()).isZero();
    }
}
