// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.procedures.cypher.Expression;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.exceptions.Status;

/** Of some nodes, those for which a condition of a declaration holds. */
final class HoldingNodes {
    private HoldingNodes() {}

    /**
     * Asks for all at once, with the rights of the transaction.
     *
     * @param variable what the condition calls a node
     * @throws IllegalArgumentException with the condition, where it cannot be evaluated
     */
    static Set<Node> of(Transaction transaction, String variable, Expression condition, Collection<Node> nodes) {
        Set<Node> holding = new HashSet<>();
        String query = "UNWIND $__nodes AS " + variable + " WITH " + variable + " WHERE (\n" + condition.text()
                + "\n) RETURN " + variable;
        try (var result = transaction.execute(query, Map.of("__nodes", List.copyOf(nodes)))) {
            result.<Node>columnAs(variable).forEachRemaining(holding::add);
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw refusal(variable, condition, wrong);
        }
        return holding;
    }

    /** A transaction that was terminated says so itself. */
    private static RuntimeException refusal(String variable, Expression condition, RuntimeException wrong) {
        if (Status.statusCodeOf(wrong) == Status.Transaction.Terminated) {
            return wrong;
        }
        String message = wrong.getMessage() == null
                ? ""
                : wrong.getMessage().lines().findFirst().orElse("");
        // without its cause, or Neo4j would show that alone
        return new IllegalArgumentException(
                "The condition on `" + variable + "`, `" + condition.text() + "`, could not be evaluated: " + message);
    }
}
