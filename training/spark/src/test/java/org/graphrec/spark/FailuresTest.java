// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.spark.SparkException;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFileException.Reason;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong is one line for a person. */
class FailuresTest {

    @Test
    void whatATaskFailsForIsToldWithoutTheTraceAroundIt() {
        String trace =
                "Job aborted due to stage failure: Task 3 in stage 0.0 failed 4 times: org.graphrec.spark.JobException:"
                        + " The server at bolt://x:7687 cannot be reached: refused Check `--url`.\n\tat org.graphrec.spark.Server";
        assertThat(Failures.line(new IllegalStateException(trace)))
                .isEqualTo("The server at bolt://x:7687 cannot be reached: refused Check `--url`.");
        assertThat(Failures.line(new SparkException("Job aborted", new JobException("The disk is on fire."))))
                .isEqualTo("The disk is on fire.");
    }

    @Test
    void fullDisksAndHeapsAreNamedWithTheWayOut() {
        assertThat(Failures.line(
                        new ModelFileException(Reason.FULL, "The model needs 9 bytes but its disk has only 1 free.")))
                .isEqualTo("The model needs 9 bytes but its disk has only 1 free.");
        assertThat(Failures.line(new SparkException("aborted", new IOException("No space left on device"))))
                .isEqualTo("A disk that Spark spills to is full: set `spark.local.dir` to a folder with more room.");
        assertThat(Failures.line(new SparkException("aborted", new OutOfMemoryError("Java heap space"))))
                .startsWith("The heap of the driver or of an executor is too small: give spark-submit more");
    }

    @Test
    void executorsThatAreLostForGoodAreNamedWithTheWayOut() {
        for (String reason : new String[] {
            "Job aborted due to stage failure: ResultStage 9 has failed the maximum allowable number of times: 4. Most"
                    + " recent failure reason:\norg.apache.spark.shuffle.FetchFailedException\n\tat x",
            "Job aborted due to stage failure: Task 1 in stage 0.0 failed 4 times, most recent failure: Lost task 1.3:"
                    + " ExecutorLostFailure (executor 3 exited caused by one of the running tasks)"
        }) {
            assertThat(Failures.line(new SparkException(reason)))
                    .startsWith("Executors were lost again and again, until Spark gave up.")
                    .contains("`--executor-memory`");
        }
    }

    @Test
    void anythingElseIsNamedByItsKindAndItsFirstLine() {
        assertThat(Failures.line(new IllegalStateException("one\ntwo"))).isEqualTo("IllegalStateException: one");
    }
}
