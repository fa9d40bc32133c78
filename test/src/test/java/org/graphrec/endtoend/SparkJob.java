package org.graphrec.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What spark-submit does, without a distribution of Spark: a driver and executors in processes of their own. */
final class SparkJob {
    private static final Path JARS = Path.of("target/spark-job");
    private static final Path CLASS_PATH = Path.of("../training/spark/target/spark.classpath");
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "sun.nio.ch",
            "sun.util.calendar");
    private static final long MOST_SECONDS = 300;

    private SparkJob() {}

    /**
     * How a job ended.
     *
     * @param code of the process
     * @param out what it told
     * @param err what it and Spark's log said besides
     */
    record Ended(int code, String out, String err) {}

    /** Runs a job with two executors of one core. */
    static Ended onTwoExecutors(Path folder, List<String> words) throws IOException, InterruptedException {
        return run("local-cluster[2,1,1024]", folder, words);
    }

    /** Runs a job in one process. */
    static Ended onThreads(Path folder, List<String> words) throws IOException, InterruptedException {
        return run("local[2]", folder, words);
    }

    private static Ended run(String master, Path folder, List<String> words) throws IOException, InterruptedException {
        List<String> spark = List.of(Files.readString(CLASS_PATH).strip().split(File.pathSeparator));
        Path jar = jar();
        Path home = home(spark);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
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
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The job does not end: " + Files.readString(out) + Files.readString(err));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(JARS)) {
            return jars.filter(path -> path.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private static Path home(List<String> spark) throws IOException {
        Path home = Path.of("target/spark-home").toAbsolutePath();
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
