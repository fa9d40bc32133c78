// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Recipe;
import org.graphrec.procedures.reading.Declaration;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.exceptions.Status;

/**
 * Makes graphs in GDS's catalog, with the rights of the caller.
 *
 * @param transaction the caller's
 * @param graphs the caller's
 */
public record Projecting(Transaction transaction, ProjectedGraphs graphs) {

    /** GDS's account of a graph that it makes of a declaration. */
    Map<?, ?> declared(String graphName, Declaration declaration, int concurrency) {
        long start = System.currentTimeMillis();
        DeclaredProjection projection = new DeclaredProjection(declaration);
        Map<?, ?> graph;
        try (Result result = transaction.execute(projection.query(), projection.parameters(graphName, concurrency))) {
            graph = (Map<?, ?>) result.next().get("graph");
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw refusal("The declaration could not be read from the graph: ", wrong);
        }
        if (graph == null) {
            throw new IllegalArgumentException("There is no node with the label `"
                    + String.join("` or `", declaration.labels()) + "`, so there is nothing to project.");
        }
        graphs.declare(graphName, declaration, start);
        return graph;
    }

    /**
     * Makes a graph again.
     *
     * @param graphName of the new graph; filters make others with longer names
     * @return the name of the graph with all filters applied
     */
    public String again(String graphName, Recipe recipe, int concurrency) {
        if (recipe.declaration() != null) {
            declared(graphName, recipe.declaration(), concurrency);
        } else {
            long start = System.currentTimeMillis();
            Map<String, Object> parameters = new LinkedHashMap<>(recipe.parameters());
            parameters.put("graphName", graphName);
            run("The graph could not be projected again: ", recipe.statement(), parameters);
            graphs.began(graphName, start);
        }
        String name = graphName;
        for (Recipe.Filter filter : recipe.filters()) {
            String filtered = name + "'";
            run(
                    "The graph could not be filtered again: ",
                    "CALL gds.graph.filter($filtered, $graphName, $nodes, $relationships, {concurrency: $concurrency,"
                            + " parameters: $parameters}) YIELD graphName RETURN graphName",
                    Map.of(
                            "filtered",
                            filtered,
                            "graphName",
                            name,
                            "nodes",
                            filter.nodes(),
                            "relationships",
                            filter.relationships(),
                            "concurrency",
                            (long) concurrency,
                            "parameters",
                            filter.parameters()));
            name = filtered;
        }
        return name;
    }

    /** Drops what {@link #again} made of a name, also where it failed on the way. */
    public void drop(String graphName, Recipe recipe) {
        String name = graphName;
        graphs.drop(name);
        for (int i = 0; i < recipe.filters().size(); i++) {
            name += "'";
            graphs.drop(name);
        }
    }

    private void run(String problem, String statement, Map<String, Object> parameters) {
        try (Result result = transaction.execute(statement, parameters)) {
            result.resultAsString();
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw refusal(problem, wrong);
        }
    }

    private static RuntimeException refusal(String problem, RuntimeException wrong) {
        if (Status.statusCodeOf(wrong) == Status.Transaction.Terminated) {
            return wrong;
        }
        String line = wrong.getMessage() == null
                ? ""
                : wrong.getMessage().lines().findFirst().orElse("");
        // without a cause: Neo4j tells the caller the message of the first one alone
        return new IllegalArgumentException(problem + line);
    }
}
