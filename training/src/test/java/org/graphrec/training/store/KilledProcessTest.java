// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stores is killed (SIGKILL) at random moments; {@code -Drec.kills=1000} for more of them. */
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("rec.kills", 20);

    @TempDir
    Path parent;

    @Test
    void leavesTheOldOrTheNewModelWhole() throws Exception {
        long seed = Long.getLong("rec.seed", System.nanoTime());
        System.out.println("random moments of kills: -Drec.seed=" + seed);
        Random random = new Random(seed);
        TensorStore store = new TensorStore(FolderStorage.within(parent, "models"));
        int promised = 0;
        int unfinished = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(promised + 1);
            int said = promised;
            try (BufferedReader out = process.inputReader()) {
                // the first one is awaited, so that the kill falls into storing and not into the start of Java
                said = Integer.parseInt(out.readLine());
                do {
                    signal(process, "CONT");
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(120_000));
                    signal(process, "STOP");
                    // every other one amid writing, however fast the machine is; the others whenever they come
                } while (kill % 2 == 1 && !writing());
                // not Process.destroyForcibly, which would throw away what it said last
                process.toHandle().destroyForcibly();
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    said = Integer.parseInt(line);
                }
            }
            TensorFile left = store.get(StoringProcess.KEY, Monitor.SILENT);
            int number = Integer.parseInt(left.metadata().get("seed"));
            assertThat(Samples.same(left, StoringProcess.model(number))).isTrue();
            assertThat(number).as("kill %d", kill).isBetween(said, said + 1);
            int cleared = store.recover();
            assertThat(cleared).isBetween(0, 1);
            unfinished += cleared;
            promised = number;
        }
        assertThat(unfinished).as("kills that fell into writing").isPositive();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private boolean writing() throws IOException {
        try (Stream<Path> files = Files.list(parent.resolve("models"))) {
            return files.anyMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    private Process start(int from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoringProcess.class.getName(),
                        parent.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
