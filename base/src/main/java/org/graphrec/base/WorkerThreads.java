// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of a pool: numbered daemons, whose class loader is the plugin's and not that of the call that needs them. */
public final class WorkerThreads implements ThreadFactory {
    private final String name;
    private final long stackBytes;
    private final AtomicInteger made = new AtomicInteger();

    /**
     * A factory of threads.
     *
     * @param name what the threads' names begin with
     * @param stackBytes the size of each thread's stack; 0: the JVM's default
     */
    public WorkerThreads(String name, long stackBytes) {
        this.name = name;
        this.stackBytes = stackBytes;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, name + "-" + made.incrementAndGet(), stackBytes);
        thread.setDaemon(true);
        thread.setContextClassLoader(WorkerThreads.class.getClassLoader());
        return thread;
    }
}
