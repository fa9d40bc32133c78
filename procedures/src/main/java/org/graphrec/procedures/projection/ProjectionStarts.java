// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.WeakHashMap;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.gds.api.DatabaseId;
import org.neo4j.gds.api.graph.store.catalog.GraphStoreAddedEvent;
import org.neo4j.gds.api.graph.store.catalog.GraphStoreAddedEventListener;
import org.neo4j.gds.config.GraphProjectConfig;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.kernel.api.KernelTransactionHandle;
import org.neo4j.kernel.api.query.ExecutingQuery;
import org.neo4j.kernel.impl.api.KernelTransactions;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Since when a projection may lack what happened: GDS knows when it was done with one, and not when it began to read. That is when
 * the query began that called it.
 */
public final class ProjectionStarts implements GraphStoreAddedEventListener {
    private static final Map<GraphProjectConfig, Long> STARTS = Collections.synchronizedMap(new WeakHashMap<>());
    private static final String CALL = "gds.graph.project";

    private final DatabaseManagementService databases;

    private ProjectionStarts(DatabaseManagementService databases) {
        this.databases = databases;
    }

    /** Listens until the answer is run. */
    public static Runnable listen(DatabaseManagementService databases) {
        ProjectionStarts listener = new ProjectionStarts(databases);
        GraphStoreCatalog.registerGraphStoreAddedListener(listener);
        return () -> GraphStoreCatalog.unregisterGraphStoreAddedListener(listener);
    }

    /** Remembers when the call of ours began that made a projection. */
    static void began(GraphOrigin origin, long since) {
        STARTS.put(origin.root(), since);
    }

    /** Milliseconds since 1970; where nobody listened, when GDS was done. */
    static long of(GraphOrigin origin, ZonedDateTime created) {
        Long start = STARTS.get(origin.root());
        return start == null ? created.toInstant().toEpochMilli() : start;
    }

    @Override
    public void onGraphStoreAdded(GraphStoreAddedEvent event) {
        try {
            GraphProjectConfig config = GraphStoreCatalog.get(
                            event.user(), DatabaseId.of(event.database()), event.graphName())
                    .config();
            // another server in this process may be the one that projects
            firstCall(event.database())
                    .ifPresent(
                            start -> STARTS.putIfAbsent(GraphOrigin.of(config).root(), start));
        } catch (RuntimeException gone) {
            // dropped again already, or a database that is going down: then the time when GDS was done stands
        }
    }

    /** When the first of the queries began that are projecting now; empty where none of this server is. */
    private OptionalLong firstCall(String database) {
        GraphDatabaseAPI api = (GraphDatabaseAPI) databases.database(database);
        return api.getDependencyResolver().resolveDependency(KernelTransactions.class).activeTransactions().stream()
                .flatMap(transaction -> query(transaction).stream())
                .filter(query -> query.rawQueryText().toLowerCase(Locale.ROOT).contains(CALL))
                .mapToLong(ExecutingQuery::startTimestampMillis)
                .min();
    }

    private static Optional<ExecutingQuery> query(KernelTransactionHandle transaction) {
        return transaction.executingQuery();
    }
}
