// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.cypher.RepeatedProjection;
import org.graphrec.procedures.reading.Declaration;
import org.neo4j.gds.projection.GraphProjectFromStoreConfig;

/**
 * How a projected graph is made again under another name, as GDS remembers it: by a declaration, or else by statements that are run
 * with {@code $graphName}, the new name.
 *
 * @param declaration null where the statement tells
 * @param statement null where the declaration tells; made of the configuration or of the query of the projection
 * @param parameters of the statement
 * @param filters in the order in which they are applied after it
 */
public record Recipe(Declaration declaration, String statement, Map<String, Object> parameters, List<Filter> filters) {

    private static final String NATIVE = "CALL gds.graph.project($graphName, $nodes, $relationships,"
            + " {readConcurrency: $concurrency, validateRelationships: $validate}) YIELD graphName RETURN graphName";

    /**
     * One step of {@code gds.graph.filter}.
     *
     * @param nodes the filter of nodes
     * @param relationships that of relationships
     */
    public record Filter(String nodes, String relationships, Map<String, Object> parameters) {}

    /** Of a declaration alone. */
    public static Recipe of(Declaration declaration) {
        return new Recipe(declaration, null, Map.of(), List.of());
    }

    static Recipe of(String graphName, GraphOrigin origin) {
        List<Filter> filters = origin.filters().stream()
                .map(filter -> new Filter(filter.nodes(), filter.relationships(), filter.parameters()))
                .toList();
        if (origin.sampled()) {
            throw new IllegalArgumentException("The graph `" + graphName + "` is a sample, which cannot be drawn again."
                    + " Sample the graph again under this name, drop the model, and train it with `rec.train`.");
        }
        if (origin.declared().isPresent()) {
            return new Recipe(origin.declared().get().declaration(), null, Map.of(), filters);
        }
        if (origin.stored().isPresent()) {
            return new Recipe(null, NATIVE, parameters(origin.stored().get()), filters);
        }
        String query = origin.query()
                .flatMap(text -> RepeatedProjection.of(text, "$graphName"))
                .orElseThrow(() -> new IllegalArgumentException("The graph `" + graphName
                        + "` cannot be projected again: it is neither declared nor native, and its Cypher query cannot be run"
                        + " again. Such a query must begin with MATCH, have no parameters but the graph's name, and neither"
                        + " write nor call procedures. Declare the graph with `rec.graph.project`, or project it again yourself,"
                        + " drop the model, and train it with `rec.train`."));
        return new Recipe(null, query, Map.of(), filters);
    }

    private static Map<String, Object> parameters(GraphProjectFromStoreConfig config) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("nodes", config.nodeProjections().toObject());
        parameters.put("relationships", config.relationshipProjections().toObject());
        parameters.put("concurrency", (long) config.readConcurrency().value());
        parameters.put("validate", config.validateRelationships());
        return parameters;
    }
}
