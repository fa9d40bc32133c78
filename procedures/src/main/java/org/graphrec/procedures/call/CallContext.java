// SPDX-License-Identifier: GPL-3.0-only
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
    final void requireWriter(String procedure) {
        if (!securityContext.mode().allowsWrites()) {
            throw AuthorizationViolationException.authorizationViolation(
                    "`" + procedure + "` writes, which is not allowed for user `" + caller() + "`.");
        }
    }

    /** The name of the calling user. */
    public final String caller() {
        return username.username();
    }

    /** Ends a computation whose transaction is terminated. */
    public final Monitor termination() {
        return new Termination(terminationGuard);
    }

    /** The caller's projected graphs on this database. */
    protected final ProjectedGraphs graphs() {
        return new ProjectedGraphs(caller(), database.databaseName(), transaction, termination());
    }

    /** The same for those who read what a call names. */
    public final ProjectedGraphs projectedGraphs() {
        return graphs();
    }

    /**
     * A graph that the caller projected.
     *
     * @throws IllegalArgumentException when there is none of that name, naming those near
     */
    protected final Projection projection(String graphName) {
        return graphs().get(graphName);
    }

    /** Begins a call of a procedure; what it needs and does is said of what this returns. */
    protected final ProcedureCall<Void> call(String procedure) {
        return ProcedureCall.of(this, procedure);
    }

    /** Starts the call, in {@code gds.listProgress} where it has phases; without any it is in no list and no log. */
    final RunningCall start(String procedure, int concurrency, List<String> phases) {
        List<PhaseTask> tasks = RunningCall.phases(phases);
        ProgressTracker tracker = phases.isEmpty()
                ? ProgressTracker.NULL_TRACKER
                : Trackers.of(
                        Tasks.task(procedure, List.copyOf(tasks)),
                        log,
                        concurrency,
                        taskRegistryFactory,
                        userLogRegistryFactory);
        return new RunningCall(new OwnTransactions(procedure, database, transaction), tasks, tracker, terminationGuard);
    }
}
