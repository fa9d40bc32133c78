// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.live.LockClock;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neo4j.driver.Driver;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.logging.NullLog;

/**
 * One database for all tests of this process: started by the first class that asks, stopped after the last. Before each class it
 * is emptied, and what the plugin keeps for the whole process is as after a start without an operator's file. Hands the
 * {@link EmbeddedDatabase}, or a {@link Cypher} that asks it over Bolt, to whoever names one as a parameter.
 */
public final class RunningDatabase implements BeforeAllCallback, ParameterResolver {

    /** What the root context holds and closes. */
    private record Running(Path home, EmbeddedDatabase database, Driver driver) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            driver.close();
            database.close();
            try (Stream<Path> paths = Files.walk(home)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Running running = running(context);
        OpenEncoders.configure(EncoderSources.bundled(""));
        SharedCatalog.configure(ModelLocations.none(""), NullLog.getInstance());
        MemoryGuard.configure(MemoryGuard.USUAL_SHARE);
        LockClock.configure(LockClock.USUAL_LIMIT);
        GraphStoreCatalog.removeAllLoadedGraphs();
        Cypher.of(running.driver()).wipe();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(Cypher.class, EmbeddedDatabase.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        return parameter.getParameter().getType() == Cypher.class ? Cypher.of(running.driver()) : running.database();
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningDatabase.class))
                .computeIfAbsent("database", key -> start(), Running.class);
    }

    private static Running start() {
        try {
            Path home = Files.createTempDirectory("graphrec-database");
            EmbeddedDatabase database = EmbeddedDatabase.withBolt(home);
            return new Running(home, database, database.driver());
        } catch (Exception cause) {
            throw new IllegalStateException("The database of the tests does not start: " + cause.getMessage(), cause);
        }
    }
}
