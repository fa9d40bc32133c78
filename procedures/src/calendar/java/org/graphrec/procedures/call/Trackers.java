// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import org.neo4j.gds.core.JobId;
import org.neo4j.gds.core.PlainSimpleRequestCorrelationId;
import org.neo4j.gds.core.concurrency.Concurrency;
import org.neo4j.gds.core.utils.logging.LoggerForProgressTrackingAdapter;
import org.neo4j.gds.core.utils.progress.TaskRegistryFactory;
import org.neo4j.gds.core.utils.progress.tasks.ProgressTracker;
import org.neo4j.gds.core.utils.progress.tasks.Task;
import org.neo4j.gds.core.utils.progress.tasks.TaskProgressTracker;
import org.neo4j.gds.core.utils.warnings.UserLogRegistryFactory;
import org.neo4j.gds.logging.LogAdapter;
import org.neo4j.logging.Log;

/** How GDS's calendar releases show a call in {@code gds.listProgress}. */
final class Trackers {
    private Trackers() {}

    static ProgressTracker of(
            Task task, Log log, int concurrency, TaskRegistryFactory tasks, UserLogRegistryFactory userLogs) {
        return TaskProgressTracker.create(
                task,
                new LoggerForProgressTrackingAdapter(new LogAdapter(log)),
                new Concurrency(concurrency),
                new JobId(),
                PlainSimpleRequestCorrelationId.create(),
                tasks,
                userLogs);
    }
}
