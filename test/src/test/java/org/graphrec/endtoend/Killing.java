package org.graphrec.endtoend;

/** Ends a call of another session, as an operator would. */
final class Killing {
    private Killing() {}

    /** Terminates the transaction that runs the statement; returns when that was asked for, in nanoTime. */
    static long terminate(Cypher cypher, String statement) throws InterruptedException {
        var running = cypher.rows(
                "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS query WHERE query = $query RETURN id",
                "query",
                statement);
        while (running.isEmpty()) {
            Thread.sleep(20);
            running = cypher.rows(
                    "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS query WHERE query = $query RETURN id",
                    "query",
                    statement);
        }
        // compiled once, so that it is not the compiler that is measured
        cypher.rows("TERMINATE TRANSACTION $id", "id", "neo4j-transaction-0");
        long begin = System.nanoTime();
        cypher.rows("TERMINATE TRANSACTION $id", "id", running.get(0).get("id").asString());
        return begin;
    }
}
