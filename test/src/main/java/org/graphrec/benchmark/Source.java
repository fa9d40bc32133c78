// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Where figures come from.
 *
 * @param command that prints them, from the root of the project; {@code FOLDER} is where the data sets are
 * @param commit that was checked out, with {@code -dirty} where files differed from it
 * @param machine its cores, heap, system and JDK
 */
record Source(String command, String commit, String machine) {
    private static final List<String> MACHINERY = List.of("rec.target", "rec.data", "rec.benchmark");

    Source {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(machine, "machine");
    }

    /** Of the run that this process is, by a class of this package; the heap is the server's. */
    static Source ofThisRun(Class<?> benchmark, String heap) {
        StringBuilder command = new StringBuilder("mvn -ntp -Pbenchmark verify");
        if (benchmark != RankingBenchmark.class) {
            command.append(" -Drec.benchmark=").append(benchmark.getSimpleName());
        }
        command.append(" -Drec.data=FOLDER");
        for (String key : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            if (key.startsWith("rec.") && !MACHINERY.contains(key)) {
                command.append(" -D").append(key).append('=').append(System.getProperty(key));
            }
        }
        String machine = String.format(
                Locale.ROOT,
                "%d cores, heap %s, %s %s, JDK %s",
                Runtime.getRuntime().availableProcessors(),
                heap,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature());
        return new Source(command.toString(), checkedOut(), machine);
    }

    private static String checkedOut() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=12")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !said.isEmpty() ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
