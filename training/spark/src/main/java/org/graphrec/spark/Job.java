// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** What spark-submit runs: {@code train} or {@code recommend}. */
public final class Job {
    private static final String USAGE = String.join(
            System.lineSeparator(),
            "spark-submit --class org.graphrec.spark.Job graph-recommender-spark.jar train \\",
            "    --url bolt://HOST:7687 --user USER --password PASSWORD --graph-declaration shop.json \\",
            "    --model taste --architecture itemGraph --out FOLDER",
            "spark-submit --class org.graphrec.spark.Job graph-recommender-spark.jar recommend \\",
            "    --url bolt://HOST:7687 --user USER --password PASSWORD --file FOLDER/taste.safetensors --k 10 \\",
            "    --writeRelationshipType RECOMMENDED");

    private Job() {}

    /** Runs a job; the exit code is 0, or 1 after one line that says what is wrong. */
    public static void main(String[] words) {
        int code = run(Arrays.asList(words), System::getenv, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Runs a job in this process.
     *
     * @param environment by name, null for what is not there
     * @return the exit code
     */
    static int run(List<String> words, UnaryOperator<String> environment, PrintStream out, PrintStream err) {
        if (words.isEmpty() || words.contains("--help")) {
            out.println(USAGE);
            return words.isEmpty() ? 1 : 0;
        }
        try {
            Arguments arguments = Arguments.of(words.subList(1, words.size()), environment);
            switch (words.get(0)) {
                case "train" -> work(TrainJob.of(arguments).prepared(), out);
                case "recommend" -> work(RecommendJob.of(arguments).prepared(), out);
                default ->
                    throw new JobException("The command must be `train` or `recommend` but was `" + words.get(0)
                            + "`. Ask for `--help`.");
            }
            return 0;
        } catch (RuntimeException failed) {
            err.println(Failures.line(failed));
            return 1;
        }
    }

    /** What a command does with Spark, once the server has answered. */
    interface Work {
        void run(JavaSparkContext spark, ConsoleProgress progress);
    }

    private static void work(Work work, PrintStream out) {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.app.name", "Graph Recommender")
                .setIfMissing("spark.master", "local[*]")
                // terms of pairs come back to the driver, which has a bound of its own: its heap
                .setIfMissing("spark.driver.maxResultSize", "0");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            work.run(spark, new ConsoleProgress(out));
        }
    }
}
