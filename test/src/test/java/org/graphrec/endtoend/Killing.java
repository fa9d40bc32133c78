package org.graphrec.endtoend;

import java.util.List;
import java.util.concurrent.Future;
import org.neo4j.driver.Record;

/** Ends a call of another session, as an operator would. */
final class Killing {
    private Killing() {}

    /**
     * Terminates the transaction that runs the statement; returns when that was asked for, in nanoTime.
     *
     * @param call done once the statement has ended, after which nobody waits for it to begin
     */
    static long terminate(Cypher cypher, String statement, Future<?> call) throws InterruptedException {
        List<Record> running = running(cypher, statement);
        while (running.isEmpty() && !call.isDone()) {
            Thread.sleep(20);
            running = running(cypher, statement);
        }
        // compiled once, so that it is not the compiler that is measured
        cypher.rows("TERMINATE TRANSACTION $id", "id", "neo4j-transaction-0");
        long begin = System.nanoTime();
        for (Record transaction : running) {
            cypher.rows("TERMINATE TRANSACTION $id", "id", transaction.get("id").asString());
        }
        return begin;
    }

    private static List<Record> running(Cypher cypher, String statement) {
        return cypher.rows(
                "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS query WHERE query = $query RETURN id",
                "query",
                statement);
    }
}
