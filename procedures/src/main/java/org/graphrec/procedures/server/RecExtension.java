package org.graphrec.procedures.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.RemoteOptions;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.neo4j.configuration.Config;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;
import org.neo4j.logging.internal.LogService;

/** Starts and stops with the server: hands the operator's settings on, and ends native work before the process does. */
public final class RecExtension extends ExtensionFactory<RecExtension.Dependencies> {

    /** What the kernel provides. */
    public interface Dependencies {
        Config config();

        LogService logService();
    }

    public RecExtension() {
        super(ExtensionType.GLOBAL, "graph-recommender");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        return new LifecycleAdapter() {
            @Override
            public void init() {
                OpenEncoders.configure(sources(dependencies));
            }

            @Override
            public void shutdown() {
                OpenEncoders.closeAll();
            }
        };
    }

    /** A wrong setting must not keep the database from starting: it is logged, and the encoder is not there. */
    private static EncoderSources sources(Dependencies dependencies) {
        EncoderFolder folder = null;
        RemoteOptions remote = null;
        Config config = dependencies.config();
        var log = dependencies.logService().getUserLog(RecExtension.class);
        try {
            Path path = config.get(RecSettings.encoder_folder);
            if (path != null) {
                folder = new EncoderFolder(path, Set.copyOf(config.get(RecSettings.encoder_approved_sha256)));
            }
        } catch (RuntimeException wrong) {
            log.warn("The setting `%s` is not used: %s", RecSettings.encoder_folder.name(), wrong.getMessage());
        }
        try {
            URI url = config.get(RecSettings.encoder_remote_base_url);
            if (url != null) {
                var key = config.get(RecSettings.encoder_remote_key);
                String model = config.get(RecSettings.encoder_remote_model);
                remote = RemoteOptions.defaults(url, key == null ? "" : key.getString(), model == null ? "" : model);
            }
        } catch (RuntimeException wrong) {
            log.warn(
                    "The setting `%s` is not used: %s", RecSettings.encoder_remote_base_url.name(), wrong.getMessage());
        }
        return new EncoderSources(folder, remote);
    }
}
