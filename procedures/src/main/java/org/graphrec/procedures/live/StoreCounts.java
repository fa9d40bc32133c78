// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.List;
import java.util.stream.Collectors;
import org.graphrec.procedures.cypher.Identifier;
import org.neo4j.graphdb.Transaction;

/** How much there is of a kind, by the numbers that Neo4j keeps anyway: as the caller sees it, and at once. */
public final class StoreCounts {
    private StoreCounts() {}

    /** Nodes of any label. */
    public static long nodes(Transaction transaction) {
        return of(transaction, "MATCH (n) RETURN count(n) AS n");
    }

    /** Nodes of a label. */
    public static long nodes(Transaction transaction, String label) {
        return of(transaction, "MATCH (n:" + Identifier.quoted(label) + ") RETURN count(n) AS n");
    }

    /** Relationships of some types, or of any when there are none, that leave from or lead to nodes of a label. */
    public static long relationships(Transaction transaction, String label, List<String> types, boolean incoming) {
        String any =
                types.stream().map(Identifier::quoted).collect(Collectors.joining("|", types.isEmpty() ? "" : ":", ""));
        return of(
                transaction,
                "MATCH (:" + Identifier.quoted(label) + ")" + (incoming ? "<-" : "-") + "[r" + any + "]"
                        + (incoming ? "-" : "->") + "() RETURN count(r) AS n");
    }

    /** Relationships of a type. */
    public static long relationships(Transaction transaction, String type) {
        return of(transaction, "MATCH ()-[r:" + Identifier.quoted(type) + "]->() RETURN count(r) AS n");
    }

    private static long of(Transaction transaction, String query) {
        try (var result = transaction.execute(query)) {
            return (Long) result.next().get("n");
        }
    }
}
