// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.regex.Pattern;
import org.graphrec.training.store.ModelFileException;

/** What went wrong, in one line. */
final class Failures {
    private static final Pattern EXECUTOR_LOST =
            Pattern.compile("ExecutorLostFailure|FetchFailedException|ExecutorDeadException");

    private Failures() {}

    /** The line for a person; of what failed on an executor, what it failed for. */
    static String line(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = next(cause)) {
            if (cause instanceof JobException || cause instanceof ModelFileException) {
                return cause.getMessage();
            }
            if (cause instanceof OutOfMemoryError) {
                return "The heap of the driver or of an executor is too small: give spark-submit more `--driver-memory`"
                        + " or `--executor-memory`, or call the job with `--distribution shuffle`.";
            }
            String message = String.valueOf(cause.getMessage());
            if (message.contains("No space left on device")) {
                return "A disk that Spark spills to is full: set `spark.local.dir` to a folder with more room.";
            }
            if (EXECUTOR_LOST.matcher(message).find()) {
                return "Executors were lost again and again, until Spark gave up. Where the log says that they exited with"
                        + " code 52 or 137, memory was short: give spark-submit more `--executor-memory`, or call the"
                        + " job with more `--partitions`.";
            }
            if (cause instanceof IllegalArgumentException && !message.contains("\n\tat ")) {
                return message;
            }
        }
        String message = String.valueOf(failed.getMessage());
        int ours = message.indexOf(JobException.class.getName() + ": ");
        String told = ours < 0
                ? message
                : message.substring(ours + JobException.class.getName().length() + 2);
        return told.lines()
                .findFirst()
                .map(line -> ours < 0 ? failed.getClass().getSimpleName() + ": " + line : line)
                .orElse(failed.getClass().getSimpleName());
    }

    private static Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
