package org.graphrec.procedures.server;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.RemoteOptions;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.embed.EncoderSources;

/**
 * The operator's file {@code graph-recommender.conf}, beside neo4j.conf (which takes no lines of ours: its namespaces are
 * fixed). All lines are optional: without the file, the bundled encoder works and nothing leaves the server.
 */
final class OperatorSettings {
    static final String FILE = "graph-recommender.conf";

    /** Folder of further encoders, an absolute path. */
    private static final String FOLDER = "rec.encoder.folder";

    /** SHA-256 of the files in that folder that may be loaded, separated by commas. */
    private static final String APPROVED = "rec.encoder.approved_sha256";

    /** Address of an OpenAI-compatible service, such as https://host/v1. */
    private static final String REMOTE_URL = "rec.encoder.remote.base_url";

    /** The model's name there, and the encoder's in Cypher. */
    private static final String REMOTE_MODEL = "rec.encoder.remote.model";

    /** The service's key. */
    private static final String REMOTE_KEY = "rec.encoder.remote.key";

    private static final List<String> KEYS = List.of(FOLDER, APPROVED, REMOTE_URL, REMOTE_MODEL, REMOTE_KEY);

    private OperatorSettings() {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException naming the line that is wrong; the key of the service is never shown
     */
    static EncoderSources read(Path configurationFolder) {
        Path file = configurationFolder.resolve(FILE);
        Properties lines = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("it cannot be read: " + unreadable.getMessage(), unreadable);
            }
        }
        for (String key : lines.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "there is no setting `" + key + "`." + Suggestions.didYouMeanOneOf(key, KEYS));
            }
        }
        String folder = lines.getProperty(FOLDER, "").strip();
        String url = lines.getProperty(REMOTE_URL, "").strip();
        return new EncoderSources(
                folder.isEmpty() ? null : new EncoderFolder(Path.of(folder), approved(lines)),
                url.isEmpty()
                        ? null
                        : RemoteOptions.defaults(
                                URI.create(url),
                                lines.getProperty(REMOTE_KEY, "").strip(),
                                lines.getProperty(REMOTE_MODEL, "").strip()));
    }

    private static Set<String> approved(Properties lines) {
        return Arrays.stream(lines.getProperty(APPROVED, "").split(","))
                .map(String::strip)
                .filter(digits -> !digits.isEmpty())
                .collect(Collectors.toSet());
    }
}
