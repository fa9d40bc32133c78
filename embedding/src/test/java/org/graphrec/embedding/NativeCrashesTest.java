// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCrashesTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    private static Path folder;

    private Path file;

    @BeforeEach
    void choose() throws IOException {
        file = Files.createTempFile(folder, "natives", "");
        Files.delete(file);
    }

    private NativeCrashes start(Instant now) throws IOException {
        return NativeCrashes.open(file, 2, now);
    }

    @Test
    void isOffAfterTheSecondEndInsideACall() throws IOException {
        start(NOON).enter();
        assertThat(start(NOON).off(NOON)).isFalse();
        start(NOON).enter();
        NativeCrashes third = start(NOON.plusSeconds(60));
        assertThat(third.off(NOON.plusSeconds(60))).isTrue();
        assertThat(third.recent(NOON.plusSeconds(60))).containsExactly(NOON.plusSeconds(60), NOON);
    }

    @Test
    void countsNoEndOutsideACall() throws IOException {
        for (int end = 0; end < 5; end++) {
            NativeCrashes crashes = start(NOON);
            crashes.enter();
            crashes.enter();
            crashes.leave();
            crashes.leave();
        }
        assertThat(start(NOON).recent(NOON)).isEmpty();
    }

    @Test
    void countsAnEndWhileOneOfSeveralCallsRuns() throws IOException {
        NativeCrashes crashes = start(NOON);
        crashes.enter();
        crashes.enter();
        crashes.leave();
        assertThat(start(NOON).recent(NOON)).hasSize(1);
    }

    @Test
    void countsNoEndInOrder() throws IOException {
        NativeCrashes crashes = start(NOON);
        crashes.enter();
        crashes.endInOrder();
        assertThat(start(NOON).recent(NOON)).isEmpty();
    }

    @Test
    void forgetsAfterADay() throws IOException {
        start(NOON).enter();
        start(NOON).enter();
        Instant later = NOON.plus(Duration.ofHours(25));
        assertThat(start(later).off(later.minusSeconds(1))).isFalse();
    }

    @Test
    void isNeverOffWithALimitOfZero() throws IOException {
        for (int end = 0; end < 40; end++) {
            NativeCrashes.open(file, 0, NOON).enter();
        }
        assertThat(NativeCrashes.open(file, 0, NOON).off(NOON)).isFalse();
        assertThat(NativeCrashes.open(file, 40, NOON).recent(NOON)).hasSize(16);
    }

    @Test
    void beginsAnewOverAnyFile() throws IOException {
        Random random = new Random(1);
        for (int size = 0; size < 300; size += 7) {
            byte[] garbage = new byte[size];
            random.nextBytes(garbage);
            Files.write(file, garbage);
            NativeCrashes crashes = start(NOON);
            assertThat(crashes.off(NOON)).isFalse();
            crashes.enter();
            assertThat(start(NOON).recent(NOON)).hasSize(1);
        }
    }

    /** A process of its own whose native call does not return. */
    public static final class Crashing {
        public static void main(String[] arguments) throws IOException {
            NativeLibraries.rememberCrashes(Path.of(arguments[0]), 2);
            NativeLibraries.Status status = NativeLibraries.status();
            System.out.println(
                    (status.off() ? "off" : "on") + " after " + status.ends().size());
            try {
                NativeLibraries.load();
            } catch (EncoderException off) {
                System.out.println(off.getMessage());
                return;
            }
            NativeLibraries.running(() -> {
                Runtime.getRuntime().halt(139);
                return null;
            });
        }
    }

    @Test
    void keepsNativeCodeOffInTheThirdProcess() throws Exception {
        assertThat(run()).containsExactly("on after 0");
        assertThat(run()).containsExactly("on after 1");
        assertThat(run())
                .containsExactly(
                        "off after 2",
                        "Native code is off, and with it the encoders of this server: in the last day the server ended 2"
                                + " times while native code ran, because of a crash, kill -9 or lack of memory. Once the cause is"
                                + " fixed, delete the file `graph-recommender.native` in the server's data folder, or set"
                                + " `rec.encoder.crash_limit` in graph-recommender.conf, and restart the server.");
        Files.delete(file);
        assertThat(run()).containsExactly("on after 0");
    }

    private List<String> run() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crashing.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (var out = process.inputReader()) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return lines;
    }
}
