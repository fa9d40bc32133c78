// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Locale;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.storageengine.api.StoreId;
import org.neo4j.storageengine.api.StoreIdProvider;

/**
 * Which database a model belongs to: that of the store its node ids come from. A database that is dropped and created again
 * under the same name has another one; one that is restored from a backup keeps it.
 */
public final class DatabaseIdentity {
    private DatabaseIdentity() {}

    /** In hexadecimal digits. */
    public static String of(GraphDatabaseService database) {
        // what the server injects without any further permission is of this type
        StoreId id = ((GraphDatabaseAPI) database)
                .getDependencyResolver()
                .resolveDependency(StoreIdProvider.class)
                .getStoreId();
        return String.format(Locale.ROOT, "%016x%016x", id.getCreationTime(), id.getRandom());
    }
}
