// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.ProjectionRow;
import org.graphrec.procedures.reading.Declaration;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.graph.*}. */
public final class GraphProcedures extends CallContext {

    @Procedure(name = "rec.graph.project", mode = Mode.READ)
    @Description(
            "Projects a graph from a declaration of users, items and interactions: relationships or paths, with times, weights"
                    + " and conditions. Models trained on it read the live graph by the same declaration.")
    public Stream<GraphProjectRow> project(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.graph.project")
                .config(configuration, GraphConfig::read)
                .row((call, config) -> projected(call, graphName, config));
    }

    private GraphProjectRow projected(RunningCall call, String graphName, GraphConfig config) {
        Declaration declaration = config.declaration();
        graphs().requireNew(graphName);
        Map<?, ?> graph = new Projecting(transaction, graphs()).declared(graphName, declaration, config.concurrency());
        return new GraphProjectRow(
                graphName,
                (Long) graph.get("nodeCount"),
                (Long) graph.get("relationshipCount"),
                graphs().interactionCounts(graphName),
                call.lap(),
                declaration.map());
    }

    /** A declaration, and how many threads project it. */
    private record GraphConfig(Declaration declaration, int concurrency) {
        private static GraphConfig read(Map<String, Object> map) {
            Config config = new Config(map);
            Declaration declaration = Declaration.read(config);
            int concurrency = config.integer("concurrency", 4, 1, 1024);
            config.check();
            return new GraphConfig(declaration, concurrency);
        }
    }

    @Procedure(name = "rec.graph.list", mode = Mode.READ)
    @Description(
            "Lists your projected graphs, or one of them: how a model that is trained on it would read the live graph.")
    public Stream<ProjectionRow> list(@Name(value = "graphName", defaultValue = "") String graphName) {
        return call("rec.graph.list")
                .rows((call, nothing) ->
                        graphs().rows(graphName == null ? "" : graphName).toList());
    }
}
