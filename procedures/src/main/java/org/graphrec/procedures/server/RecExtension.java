// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.graphrec.embedding.NativeLibraries;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.live.LockClock;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.graphrec.procedures.projection.ProjectionStarts;
import org.graphrec.procedures.recommend.ChatEndpoint;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;
import org.neo4j.logging.Log;
import org.neo4j.logging.internal.LogService;

/** Starts and stops with the server: hands the operator's settings on, and ends native work before the process does. */
public final class RecExtension extends ExtensionFactory<RecExtension.Dependencies> {

    /** Where it is remembered, in the data folder, that the process ended while native code ran. */
    private static final String CRASHES = "graph-recommender.native";

    /** How long a stop waits for texts under way; a single run takes far less than a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What the kernel provides. */
    public interface Dependencies {
        Config config();

        LogService logService();

        DatabaseManagementService databases();
    }

    public RecExtension() {
        super(ExtensionType.GLOBAL, "graph-recommender");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        Path folder = configurationFolder(dependencies.config());
        Path data = dependencies.config().get(GraphDatabaseSettings.data_directory);
        Log log = dependencies.logService().getUserLog(RecExtension.class);
        return new LifecycleAdapter() {
            private final Metrics metrics =
                    new Metrics(dependencies.config().get(GraphDatabaseSettings.neo4j_home), log);
            private Runnable listening = () -> {};

            @Override
            public void start() {
                metrics.start();
                listening = ProjectionStarts.listen(dependencies.databases());
            }

            @Override
            public void stop() {
                metrics.stop();
                listening.run();
            }

            @Override
            public void init() {
                int crashLimit = OperatorSettings.USUAL_CRASH_LIMIT;
                try {
                    OperatorSettings settings = OperatorSettings.read(folder);
                    if (settings.nativesFolder() != null) {
                        NativeLibraries.extractInto(settings.nativesFolder());
                    }
                    OpenEncoders.configure(settings.encoders());
                    ChatEndpoint.configure(settings.chat());
                    SharedCatalog.configure(settings.models(), log);
                    MemoryGuard.configure(settings.heapShare());
                    LockClock.configure(settings.lockLimit());
                    crashLimit = settings.crashLimit();
                } catch (RuntimeException wrong) {
                    // the database must start all the same, with the bundled encoder alone
                    log.warn("The file `%s` is not used: %s", OperatorSettings.FILE, wrong.getMessage());
                    String note = " The server's file `" + OperatorSettings.FILE + "` is not used; neo4j.log says why.";
                    OpenEncoders.configure(EncoderSources.bundled(note));
                    ChatEndpoint.configure(null);
                    SharedCatalog.configure(ModelLocations.none(note), log);
                    MemoryGuard.configure(MemoryGuard.USUAL_SHARE);
                    LockClock.configure(LockClock.USUAL_LIMIT);
                }
                rememberCrashes(crashLimit);
            }

            private void rememberCrashes(int limit) {
                try {
                    NativeLibraries.rememberCrashes(data.resolve(CRASHES), limit);
                } catch (IOException unusable) {
                    log.warn("Crashes of the server in native code cannot be recorded: %s", unusable.toString());
                }
                NativeLibraries.Status status = NativeLibraries.status();
                if (!status.ends().isEmpty()) {
                    log.warn(
                            "In the last day, the server ended %d times while native code ran.%s",
                            status.ends().size(), status.off() ? " It stays off. " + NativeLibraries.TURN_ON : "");
                }
            }

            @Override
            public void shutdown() {
                SharedCatalog.shutDown();
                if (!OpenEncoders.closeAll(PATIENCE)) {
                    log.warn("Text is still being encoded after a wait of %d seconds.", PATIENCE.toSeconds());
                }
                NativeLibraries.endInOrder();
            }
        };
    }

    /** Where neo4j.conf is: the environment says so where it is not in the home folder. */
    private static Path configurationFolder(Config config) {
        String elsewhere = System.getenv("NEO4J_CONF");
        return elsewhere == null || elsewhere.isBlank()
                ? config.get(GraphDatabaseSettings.neo4j_home).resolve("conf")
                : Path.of(elsewhere);
    }
}
