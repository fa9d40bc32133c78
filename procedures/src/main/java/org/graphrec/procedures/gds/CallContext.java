package org.graphrec.procedures.gds;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.graph.OwnTransactions;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.training.Monitor;
import org.neo4j.gds.api.DatabaseId;
import org.neo4j.gds.core.Username;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.gds.core.loading.GraphStoreCatalogEntry;
import org.neo4j.gds.core.utils.progress.TaskRegistryFactory;
import org.neo4j.gds.core.utils.progress.tasks.ProgressTracker;
import org.neo4j.gds.core.utils.progress.tasks.Tasks;
import org.neo4j.gds.core.utils.warnings.UserLogRegistryFactory;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.logging.Log;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.TerminationGuard;

/**
 * What the server injects into a call, and what follows from it: the caller's graphs and the progress of the call. Every
 * component here is injectable with {@code dbms.security.procedures.unrestricted} empty.
 */
public class CallContext {
    @Context
    public Log log;

    @Context
    public Transaction transaction;

    @Context
    public GraphDatabaseService database;

    @Context
    public TerminationGuard terminationGuard;

    @Context
    public TaskRegistryFactory taskRegistryFactory;

    @Context
    public UserLogRegistryFactory userLogRegistryFactory;

    @Context
    public Username username;

    @Context
    public SecurityContext securityContext;

    /**
     * Refuses a call that writes, to the graph or to the disk, where the caller may only read. Neo4j itself refuses no procedure
     * by its mode, only what it writes to the graph.
     *
     * @throws AuthorizationViolationException naming procedure and user
     */
    public final void requireWriter(String procedure) {
        if (!securityContext.mode().allowsWrites()) {
            throw AuthorizationViolationException.authorizationViolation(
                    "`" + procedure + "` writes, which is not allowed for user `" + caller() + "`.");
        }
    }

    /** The name of the calling user. */
    public final String caller() {
        return username.username();
    }

    /** How the call writes to the graph. */
    protected final OwnTransactions ownTransactions(String procedure) {
        return new OwnTransactions(procedure, database, transaction);
    }

    /** Ends a computation whose transaction is terminated. */
    public final Monitor termination() {
        return new Termination(terminationGuard);
    }

    /**
     * A graph that the caller projected.
     *
     * @throws IllegalArgumentException when there is none of that name, naming those near
     */
    protected final Projection projection(String graphName) {
        GraphStoreCatalogEntry entry = graphName == null ? null : projections().get(graphName);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "The value of `graphName` must be the name of a projected graph but was `"
                            + Config.shown(graphName) + "`: no such graph on database `" + database.databaseName()
                            + "`."
                            + Suggestions.didYouMeanOneOf(graphName, graphNames())
                            + " Project it with `gds.graph.project`.");
        }
        return new Projection(
                graphName, entry.graphStore(), GraphOrigin.of(entry.config()), transaction, termination());
    }

    /**
     * Refuses the name of a graph that the caller has projected already.
     *
     * @throws IllegalArgumentException when there is one, or the name is none
     */
    protected final void requireNewGraph(String graphName) {
        if (graphName == null || graphName.isBlank()) {
            throw new IllegalArgumentException(
                    "The value of `graphName` must be a name for the projected graph but was `"
                            + Config.shown(graphName) + "`.");
        }
        if (projections().containsKey(graphName)) {
            throw new IllegalArgumentException("The value of `graphName` must be a new name but a graph `"
                    + Config.shown(graphName)
                    + "` is projected already. Choose another, or drop it with `gds.graph.drop`.");
        }
    }

    /** Remembers what one of the caller's graphs was projected from, and when that began, in milliseconds since 1970. */
    protected final void declared(String graphName, Declaration declaration, long since) {
        GraphOrigin.declare(projections().get(graphName).config(), declaration, since);
    }

    /** How many relationships of each type a graph has. */
    protected final Map<String, Object> interactionCounts(String graphName) {
        Map<String, Object> counts = new TreeMap<>();
        var store = projections().get(graphName).graphStore();
        store.relationshipTypes().forEach(type -> counts.put(type.name(), store.relationshipCount(type)));
        return counts;
    }

    /**
     * How the caller's graphs read the live graph.
     *
     * @param graphName one of them; empty for all
     */
    protected final Stream<ProjectionRow> projectionRows(String graphName) {
        if (!graphName.isEmpty()) {
            projection(graphName);
        }
        return projections().entrySet().stream()
                .filter(entry -> graphName.isEmpty() || entry.getKey().equals(graphName))
                .map(entry -> GraphOrigin.of(entry.getValue().config())
                        .row(entry.getKey(), entry.getValue().graphStore()));
    }

    /** The names of the caller's projected graphs. */
    protected final Collection<String> graphNames() {
        return projections().keySet();
    }

    /**
     * Shows the call in {@code gds.listProgress} as {@code task}, with its phases in order, until closed. What it reserves
     * is promised to it until then.
     */
    protected final ProgressMonitor monitor(String task, int concurrency, List<String> phases) {
        List<PhaseTask> tasks = ProgressMonitor.phases(phases);
        ProgressTracker tracker = Trackers.of(
                Tasks.task(task, List.copyOf(tasks)), log, concurrency, taskRegistryFactory, userLogRegistryFactory);
        return new ProgressMonitor(task, tasks, tracker, terminationGuard);
    }

    /** As {@link #monitor}, for what is done before anybody could ask for its progress: it is in no list and no log. */
    protected final ProgressMonitor briefMonitor(String task, List<String> phases) {
        return new ProgressMonitor(
                task, ProgressMonitor.phases(phases), ProgressTracker.NULL_TRACKER, terminationGuard);
    }

    private Map<String, GraphStoreCatalogEntry> projections() {
        Map<String, GraphStoreCatalogEntry> byName = new TreeMap<>();
        for (GraphStoreCatalogEntry entry :
                GraphStoreCatalog.getGraphStores(caller(), DatabaseId.of(database.databaseName()))) {
            byName.put(entry.config().graphName(), entry);
        }
        return byName;
    }
}
