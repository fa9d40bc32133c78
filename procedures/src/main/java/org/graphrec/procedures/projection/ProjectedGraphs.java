// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.training.Monitor;
import org.neo4j.gds.api.DatabaseId;
import org.neo4j.gds.core.loading.CatalogRequest;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.gds.core.loading.GraphStoreCatalogEntry;
import org.neo4j.graphdb.Transaction;

/** The graphs of GDS's catalog that one user has projected on one database. */
public final class ProjectedGraphs {
    private final String user;
    private final String database;
    private final Transaction transaction;
    private final Monitor monitor;

    /**
     * Those of a caller.
     *
     * @param transaction through which the live graph is read beside them
     * @param monitor ends the reading of a graph
     */
    public ProjectedGraphs(String user, String database, Transaction transaction, Monitor monitor) {
        this.user = user;
        this.database = database;
        this.transaction = transaction;
        this.monitor = monitor;
    }

    /** Their names, in order. */
    public Collection<String> names() {
        return byName().keySet();
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException when there is none of that name, naming those near
     */
    public Projection get(String graphName) {
        GraphStoreCatalogEntry entry = graphName == null ? null : byName().get(graphName);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "The value of `graphName` must be the name of a projected graph but was `"
                            + Config.shown(graphName) + "`: no such graph on database `" + database + "`."
                            + Suggestions.didYouMeanOneOf(graphName, names())
                            + " Project it with `gds.graph.project`.");
        }
        return new Projection(graphName, entry.graphStore(), GraphOrigin.of(entry.config()), transaction, monitor);
    }

    /**
     * Refuses the name of a graph that is projected already.
     *
     * @throws IllegalArgumentException when there is one, or the name is none
     */
    public void requireNew(String graphName) {
        if (graphName == null || graphName.isBlank()) {
            throw new IllegalArgumentException(
                    "The value of `graphName` must be a name for the projected graph but was `"
                            + Config.shown(graphName) + "`.");
        }
        if (byName().containsKey(graphName)) {
            throw new IllegalArgumentException("The value of `graphName` must be a new name but a graph `"
                    + Config.shown(graphName)
                    + "` is projected already. Choose another, or drop it with `gds.graph.drop`.");
        }
    }

    /** Remembers what one of them was projected from, and when that began, in milliseconds since 1970. */
    public void declare(String graphName, Declaration declaration, long since) {
        GraphOrigin.declare(byName().get(graphName).config(), declaration, since);
    }

    /** Remembers when the projection of one of them began, in milliseconds since 1970, where a call of ours projected it. */
    public void began(String graphName, long since) {
        ProjectionStarts.began(GraphOrigin.of(byName().get(graphName).config()), since);
    }

    /** Drops a graph, even in a transaction that is terminated; one that is not there is none to drop. */
    public void drop(String graphName) {
        GraphStoreCatalog.remove(CatalogRequest.of(user, database), graphName, entry -> {}, false);
    }

    /**
     * How one of them is made again; empty where there is none of that name.
     *
     * @throws IllegalArgumentException where GDS does not remember how it was made, with the way out
     */
    public Optional<Recipe> recipe(String graphName) {
        return Optional.ofNullable(byName().get(graphName))
                .map(entry -> Recipe.of(graphName, GraphOrigin.of(entry.config())));
    }

    /** How many relationships of each type a graph has. */
    public Map<String, Object> interactionCounts(String graphName) {
        Map<String, Object> counts = new TreeMap<>();
        var store = byName().get(graphName).graphStore();
        store.relationshipTypes().forEach(type -> counts.put(type.name(), store.relationshipCount(type)));
        return counts;
    }

    /**
     * How they read the live graph.
     *
     * @param graphName one of them; empty for all
     */
    public Stream<ProjectionRow> rows(String graphName) {
        if (!graphName.isEmpty()) {
            get(graphName);
        }
        return byName().entrySet().stream()
                .filter(entry -> graphName.isEmpty() || entry.getKey().equals(graphName))
                .map(entry -> GraphOrigin.of(entry.getValue().config())
                        .row(entry.getKey(), entry.getValue().graphStore()));
    }

    private Map<String, GraphStoreCatalogEntry> byName() {
        Map<String, GraphStoreCatalogEntry> byName = new TreeMap<>();
        for (GraphStoreCatalogEntry entry : GraphStoreCatalog.getGraphStores(user, DatabaseId.of(database))) {
            byName.put(entry.config().graphName(), entry);
        }
        return byName;
    }
}
