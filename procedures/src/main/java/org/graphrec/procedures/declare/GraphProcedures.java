package org.graphrec.procedures.declare;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.ProjectionRow;
import org.graphrec.procedures.reading.Declaration;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.kernel.api.exceptions.Status;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.graph.*}. */
public final class GraphProcedures extends CallContext {

    @Procedure(name = "rec.graph.project", mode = Mode.READ)
    @Description(
            "Projects a graph from a declaration of users, items and interactions, which models that are trained on it read"
                    + " the live graph by: relationships, or patterns over nodes in between, with times, weights and conditions.")
    public Stream<GraphProjectRow> project(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.currentTimeMillis();
        Config config = new Config(configuration);
        Declaration declaration = Declaration.read(config);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        graphs().requireNew(graphName);
        DeclaredProjection projection = new DeclaredProjection(declaration);
        Map<?, ?> graph;
        try (var result = transaction.execute(projection.query(), projection.parameters(graphName, concurrency))) {
            graph = (Map<?, ?>) result.next().get("graph");
        } catch (QueryExecutionException | Neo4jException wrong) {
            if (Status.statusCodeOf(wrong) == Status.Transaction.Terminated) {
                throw wrong;
            }
            // without a cause: Neo4j tells the caller the message of the first one alone
            throw new IllegalArgumentException("The declaration could not be read from the graph: " + firstLine(wrong));
        }
        if (graph == null) {
            throw new IllegalArgumentException("There is no node with the label `"
                    + String.join("` or `", declaration.labels()) + "`, so there is nothing to project.");
        }
        graphs().declare(graphName, declaration, start);
        return Stream.of(new GraphProjectRow(
                graphName,
                (Long) graph.get("nodeCount"),
                (Long) graph.get("relationshipCount"),
                graphs().interactionCounts(graphName),
                System.currentTimeMillis() - start,
                declaration.map()));
    }

    @Procedure(name = "rec.graph.list", mode = Mode.READ)
    @Description(
            "Lists your projected graphs, or one of them: how a model that is trained on it would read the live graph.")
    public Stream<ProjectionRow> list(@Name(value = "graphName", defaultValue = "") String graphName) {
        return graphs().rows(graphName == null ? "" : graphName);
    }

    private static String firstLine(RuntimeException wrong) {
        return wrong.getMessage() == null
                ? ""
                : wrong.getMessage().lines().findFirst().orElse("");
    }
}
