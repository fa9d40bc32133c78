// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What spark-submit does, without a distribution of Spark: a driver and executors in processes of their own.
 *
 * @param target the build folder of the module {@code test}, after Maven's phase {@code package}
 * @param master as Spark has it, such as {@code local[2]}
 * @param driverHeap as Java writes it, such as {@code 1g}
 * @param patience how long a job may take
 */
public record SparkJob(Path target, String master, String driverHeap, Duration patience) {
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "sun.nio.ch",
            "sun.util.calendar");

    /**
     * How a job ended.
     *
     * @param code of the process
     * @param out what it told
     * @param err what it and Spark's log said besides
     */
    public record Ended(int code, String out, String err) {}

    /** A job on so many executors of one core. */
    public static SparkJob onExecutors(Path target, int executors, int megabytes) {
        return new SparkJob(
                target, "local-cluster[" + executors + ",1," + megabytes + "]", "1g", Duration.ofMinutes(5));
    }

    /** A job in one process. */
    public static SparkJob onThreads(Path target) {
        return new SparkJob(target, "local[2]", "1g", Duration.ofMinutes(5));
    }

    /** The same with more memory and time. */
    public SparkJob with(String heap, Duration longest) {
        return new SparkJob(target, master, heap, longest);
    }

    /**
     * Runs a job to its end.
     *
     * @param folder for what it writes to its streams
     * @param words of the call
     */
    public Ended run(Path folder, List<String> words) throws IOException, InterruptedException {
        List<String> spark = List.of(Files.readString(target.resolve("../../training/spark/target/spark.classpath"))
                .strip()
                .split(File.pathSeparator));
        Path jar = jar();
        Path home = home(spark);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + driverHeap);
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("-Dspark.master=" + master);
        command.add("-Dspark.jars=" + jar);
        command.add("-Dspark.driver.host=127.0.0.1");
        command.add("-Dspark.driver.bindAddress=127.0.0.1");
        command.add("-Dspark.ui.enabled=false");
        command.add("-cp");
        command.add(jar + File.pathSeparator + String.join(File.pathSeparator, spark));
        command.add("org.graphrec.spark.Job");
        command.addAll(words);
        Path out = folder.resolve("job.out");
        Path err = folder.resolve("job.err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The job does not end: " + Files.readString(out) + Files.readString(err));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(target.resolve("spark-job"))) {
            return jars.filter(path -> path.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private Path home(List<String> spark) throws IOException {
        Path home = target.resolve("spark-home").toAbsolutePath();
        Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("work"));
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : spark) {
            Path link = jars.resolve(Path.of(entry).getFileName());
            if (entry.endsWith(".jar") && !Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(entry));
            }
        }
        return home;
    }
}
