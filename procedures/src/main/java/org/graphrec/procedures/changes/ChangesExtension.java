// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import java.util.UUID;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;
import org.neo4j.logging.Log;
import org.neo4j.logging.internal.LogService;

/** Listens to each database from its start to its stop. */
public final class ChangesExtension extends ExtensionFactory<ChangesExtension.Dependencies> {

    /** What the kernel provides. */
    public interface Dependencies {
        GraphDatabaseAPI database();

        DatabaseManagementService databases();

        LogService logService();
    }

    public ChangesExtension() {
        super(ExtensionType.DATABASE, "graph-recommender-changes");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        GraphDatabaseAPI database = dependencies.database();
        if (database.databaseId().isSystemDatabase()) {
            // it has no graph, and takes no listener
            return new LifecycleAdapter();
        }
        Log log = dependencies.logService().getUserLog(ChangesExtension.class);
        UUID id = database.databaseId().databaseId().uuid();
        ChangedNodes changed = new ChangedNodes();
        ChangeListener listener = new ChangeListener(changed, log);
        return new LifecycleAdapter() {
            @Override
            public void start() {
                changed.begun(id);
                dependencies.databases().registerTransactionEventListener(database.databaseName(), listener);
            }

            @Override
            public void stop() {
                changed.ended(id);
                dependencies.databases().unregisterTransactionEventListener(database.databaseName(), listener);
            }
        };
    }
}
