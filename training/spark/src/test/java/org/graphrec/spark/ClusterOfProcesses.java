// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Spark with two executors in processes of their own, on this machine and without a distribution: one context for all tests of this
 * process, handed to whoever names it as a parameter.
 */
final class ClusterOfProcesses implements ParameterResolver {

    /** What the root context holds and closes. */
    private record Running(JavaSparkContext spark) implements AutoCloseable {
        @Override
        public void close() {
            spark.stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JavaSparkContext.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ClusterOfProcesses.class))
                .computeIfAbsent("spark", key -> new Running(start(2)), Running.class)
                .spark();
    }

    /** Tests in another process may link the same at the same time. */
    private static void link(Path link, Path jar) throws IOException {
        try {
            Files.createSymbolicLink(link, jar);
        } catch (FileAlreadyExistsException already) {
            // it is there, which is all that is wanted
        }
    }

    /** A context with so many executors of one core. */
    static JavaSparkContext start(int executors) {
        return start(executors, 1024, Map.of());
    }

    /**
     * A context with so many executors of one core.
     *
     * @param megabytes of heap of each executor
     * @param more settings of Spark
     */
    static JavaSparkContext start(int executors, int megabytes, Map<String, String> more) {
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
                } else if (Files.isRegularFile(path)) {
                    link(jars.resolve(path.getFileName()), path);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        SparkConf conf = new SparkConf()
                .setAppName("test")
                .setMaster("local-cluster[" + executors + ",1," + megabytes + "]")
                .set("spark.executor.extraClassPath", String.join(File.pathSeparator, folders))
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.sql.shuffle.partitions", "2")
                .set("spark.driver.maxResultSize", "0")
                // a killed executor is missed at once, and its tasks run elsewhere
                .set("spark.task.maxFailures", "20")
                .set("spark.stage.maxConsecutiveAttempts", "40")
                .set("spark.deploy.maxExecutorRetries", "-1");
        more.forEach(conf::set);
        return new JavaSparkContext(conf);
    }

    /** The processes of the executors that this process has started. */
    static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }
}
