// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.graphrec.procedures.reading.Declaration;
import org.neo4j.gds.api.GraphStore;
import org.neo4j.gds.config.GraphProjectConfig;
import org.neo4j.gds.config.GraphProjectFromGraphConfig;
import org.neo4j.gds.config.GraphSampleProcConfig;
import org.neo4j.gds.projection.GraphProjectFromCypherAggregationConfig;
import org.neo4j.gds.projection.GraphProjectFromStoreConfig;

/**
 * What GDS remembers of how a graph came to be: the configuration it was projected with, and the filters since.
 *
 * @param root the first projection's configuration
 * @param filters from the first to the last
 * @param sampled whether nodes or relationships were left out at random
 */
record GraphOrigin(GraphProjectConfig root, List<Filter> filters, boolean sampled) {

    /** What a declared graph was made from. A filtered graph has the configuration object of the one it is of. */
    private static final Map<GraphProjectConfig, Declared> DECLARED = Collections.synchronizedMap(new WeakHashMap<>());

    /** One step of {@code gds.graph.filter}; "*" where it keeps all. */
    record Filter(String nodes, String relationships, Map<String, Object> parameters) {}

    /**
     * A declaration, and when its projection began.
     *
     * @param since milliseconds since 1970
     */
    record Declared(Declaration declaration, long since) {}

    static GraphOrigin of(GraphProjectConfig config) {
        List<Filter> filters = new ArrayList<>();
        boolean sampled = false;
        GraphProjectConfig root = config;
        while (true) {
            if (root instanceof GraphProjectFromGraphConfig filtered) {
                filters.add(0, new Filter(filtered.nodeFilter(), filtered.relationshipFilter(), filtered.parameters()));
                root = filtered.originalConfig();
            } else if (root instanceof GraphSampleProcConfig sample) {
                sampled = true;
                root = sample.originalConfig();
            } else {
                return new GraphOrigin(root, filters, sampled);
            }
        }
    }

    /** Remembers what a projection was made from, for as long as GDS keeps it or a graph made of it. */
    static void declare(GraphProjectConfig config, Declaration declaration, long since) {
        DECLARED.put(config, new Declared(declaration, since));
    }

    /** What it was declared as, or empty. */
    Optional<Declared> declared() {
        return Optional.ofNullable(DECLARED.get(root));
    }

    /** The configuration of a native projection, or empty. */
    Optional<GraphProjectFromStoreConfig> stored() {
        return root instanceof GraphProjectFromStoreConfig config ? Optional.of(config) : Optional.empty();
    }

    /** The query of a Cypher projection, or empty. */
    Optional<String> query() {
        return root instanceof GraphProjectFromCypherAggregationConfig config
                ? Optional.ofNullable(config.query())
                : Optional.empty();
    }

    /** As {@code rec.graph.list} shows it. */
    ProjectionRow row(String graphName, GraphStore store) {
        List<String> shown = new ArrayList<>();
        for (Filter filter : filters) {
            shown.add(filter.nodes() + ", " + filter.relationships());
        }
        String histories = stored().isPresent() ? "native" : "compared";
        return new ProjectionRow(
                graphName,
                store.nodeCount(),
                store.relationshipCount(),
                sampled ? "compared" : declared().isPresent() ? "declared" : histories,
                shown,
                declared().map(declared -> declared.declaration().map()).orElse(null));
    }
}
