// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/** Runs one long statement, and meanwhile shows what {@code gds.listProgress} says about it. */
final class LongCall {
    private static final long POLL_MILLIS = 500;
    private static final double SHOW_EVERY_PERCENT = 10;

    private final Driver driver;
    private final Output output;
    private double shown;

    LongCall(Driver driver, Output output) {
        this.driver = driver;
        this.output = output;
    }

    Record run(String statement, Map<String, Object> parameters) {
        CompletableFuture<Record> call = CompletableFuture.supplyAsync(
                () -> {
                    try (Session session = driver.session()) {
                        return session.run(statement, parameters).single();
                    }
                },
                LongCall::start);
        while (true) {
            try {
                return call.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                showProgress();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Neo4jException known ? known : new CompletionException(e.getCause());
            }
        }
    }

    /** On a thread of its own: the driver's session waits, and the common pool may have but one thread. */
    private static void start(Runnable statement) {
        Thread thread = new Thread(statement, "long-call");
        thread.setDaemon(true);
        thread.start();
    }

    private void showProgress() {
        try (Session session = driver.session()) {
            List<Record> tasks = session.run(
                            "CALL gds.listProgress() YIELD taskName, progress, status WHERE status = 'RUNNING' "
                                    + "RETURN taskName, progress")
                    .list();
            for (Record task : tasks) {
                String progress = task.get("progress").asString("n/a");
                // GDS writes 12.5%, or n/a while it does not know
                double percent = progress.endsWith("%") ? percent(progress) : 0;
                if (percent >= shown + SHOW_EVERY_PERCENT) {
                    shown = percent;
                    output.note(Math.round(percent) + " % of "
                            + task.get("taskName").asString().strip());
                }
            }
        }
    }

    private static double percent(String progress) {
        return Double.parseDouble(progress.substring(0, progress.length() - 1).replace(',', '.'));
    }
}
