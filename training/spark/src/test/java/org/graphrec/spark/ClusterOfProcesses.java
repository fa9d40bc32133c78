package org.graphrec.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark with executors in processes of their own, on this machine and without a distribution. */
final class ClusterOfProcesses {
    private ClusterOfProcesses() {}

    /** A context with so many executors of one core. */
    static JavaSparkContext start(int executors) {
        List<String> folders = new ArrayList<>();
        try {
            Path home = Path.of(System.getenv("SPARK_HOME"));
            Files.createDirectories(home.resolve("conf"));
            Files.createDirectories(home.resolve("work"));
            Path jars = Files.createDirectories(home.resolve("jars"));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path path = Path.of(entry).toAbsolutePath();
                if (Files.isDirectory(path)) {
                    folders.add(path.toString());
                } else if (Files.isRegularFile(path) && !Files.exists(jars.resolve(path.getFileName()))) {
                    Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new JavaSparkContext(new SparkConf()
                .setAppName("test")
                .setMaster("local-cluster[" + executors + ",1,1024]")
                .set("spark.executor.extraClassPath", String.join(File.pathSeparator, folders))
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.maxResultSize", "0")
                // a killed executor is missed at once, and its tasks run elsewhere
                .set("spark.task.maxFailures", "20")
                .set("spark.deploy.maxExecutorRetries", "-1"));
    }

    /** The processes of the executors that this process has started. */
    static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }
}
