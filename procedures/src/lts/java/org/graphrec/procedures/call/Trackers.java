// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import org.neo4j.gds.core.concurrency.Concurrency;
import org.neo4j.gds.core.utils.progress.JobId;
import org.neo4j.gds.core.utils.progress.TaskRegistryFactory;
import org.neo4j.gds.core.utils.progress.tasks.ProgressTracker;
import org.neo4j.gds.core.utils.progress.tasks.Task;
import org.neo4j.gds.core.utils.progress.tasks.TaskProgressTracker;
import org.neo4j.gds.core.utils.warnings.UserLogRegistryFactory;
import org.neo4j.gds.logging.LogAdapter;
import org.neo4j.logging.Log;

/** How GDS 2.13 shows a call in {@code gds.listProgress}; what differs from its calendar releases is here and nowhere else. */
final class Trackers {
    private Trackers() {}

    static ProgressTracker of(
            Task task, Log log, int concurrency, TaskRegistryFactory tasks, UserLogRegistryFactory userLogs) {
        return new TaskProgressTracker(
                task, new LogAdapter(log), new Concurrency(concurrency), new JobId(), tasks, userLogs);
    }
}
