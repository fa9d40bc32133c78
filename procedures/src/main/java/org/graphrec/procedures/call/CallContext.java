package org.graphrec.procedures.call;

import java.util.List;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.Monitor;
import org.neo4j.gds.core.Username;
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

    /** The caller's projected graphs on this database. */
    protected final ProjectedGraphs graphs() {
        return new ProjectedGraphs(caller(), database.databaseName(), transaction, termination());
    }

    /**
     * A graph that the caller projected.
     *
     * @throws IllegalArgumentException when there is none of that name, naming those near
     */
    protected final Projection projection(String graphName) {
        return graphs().get(graphName);
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
}
