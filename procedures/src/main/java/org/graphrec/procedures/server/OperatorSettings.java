// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.graphrec.embedding.DownloadOptions;
import org.graphrec.embedding.EncoderException;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.MediaFolder;
import org.graphrec.embedding.RemoteOptions;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.live.LockClock;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.model.ModelLocations;

/**
 * The operator's file {@code graph-recommender.conf}, beside neo4j.conf (which takes no lines of ours: its namespaces are
 * fixed). All lines are optional: without the file, the bundled encoder works and nothing leaves the server.
 *
 * @param encoders where encoders come from
 * @param nativesFolder where native libraries are copied to, or null: the temporary folder
 * @param models where models are stored and exported to
 * @param heapShare the share of the free heap that one call gets; infinite: memory is not guarded
 * @param lockLimit how long a transaction of ours waits for a lock
 * @param crashLimit ends of the process while native code ran, within a day, after which it is off; 0: never
 */
record OperatorSettings(
        EncoderSources encoders,
        Path nativesFolder,
        ModelLocations models,
        double heapShare,
        Duration lockLimit,
        int crashLimit) {
    static final String FILE = "graph-recommender.conf";

    /** Native runs of an encoder at once. */
    private static final String THREADS = "rec.encoder.threads";

    /** Folder that native libraries can be written to and executed from, an absolute path. */
    private static final String NATIVES = "rec.encoder.natives_folder";

    /** How often the server may end while native code runs, within a day, before it stays off; 0: as often as it likes. */
    private static final String CRASH_LIMIT = "rec.encoder.crash_limit";

    static final int USUAL_CRASH_LIMIT = 2;

    /** The share of the free heap that one call gets, such as 0.5; {@code off}: nothing is refused for want of memory. */
    private static final String HEAP_SHARE = "rec.memory.heap_share";

    /** Folder of further encoders, an absolute path. */
    private static final String FOLDER = "rec.encoder.folder";

    /** SHA-256 of the files in that folder that may be loaded, separated by commas. */
    private static final String APPROVED = "rec.encoder.approved_sha256";

    /** Folder of pictures and sounds that properties name, an absolute path. */
    private static final String MEDIA = "rec.media.folder";

    /** Address that rec.encoder.download may fetch from, such as https://host/{model}/resolve/main. */
    private static final String DOWNLOAD_URL = "rec.encoder.download.base_url";

    /** Hosts that address may redirect to, separated by commas. */
    private static final String DOWNLOAD_HOSTS = "rec.encoder.download.redirect_hosts";

    /** Address of an OpenAI-compatible service, such as https://host/v1. */
    private static final String REMOTE_URL = "rec.encoder.remote.base_url";

    /** The model's name there, and the encoder's in Cypher. */
    private static final String REMOTE_MODEL = "rec.encoder.remote.model";

    /** The service's key. */
    private static final String REMOTE_KEY = "rec.encoder.remote.key";

    /** Put before search texts and before all others, blanks included. */
    private static final String REMOTE_QUERY = "rec.encoder.remote.query_prefix";

    private static final String REMOTE_PASSAGE = "rec.encoder.remote.passage_prefix";

    /** Texts of a request, requests at once, further attempts, and the longest wait for an answer. */
    private static final String REMOTE_BATCH = "rec.encoder.remote.batch_size";

    private static final String REMOTE_CONCURRENCY = "rec.encoder.remote.concurrency";
    private static final String REMOTE_RETRIES = "rec.encoder.remote.retries";
    private static final String REMOTE_TIMEOUT = "rec.encoder.remote.timeout_seconds";

    private static final List<String> KEYS = List.of(
            THREADS,
            NATIVES,
            CRASH_LIMIT,
            HEAP_SHARE,
            LockClock.SETTING,
            FOLDER,
            APPROVED,
            MEDIA,
            DOWNLOAD_URL,
            DOWNLOAD_HOSTS,
            REMOTE_URL,
            REMOTE_MODEL,
            REMOTE_KEY,
            REMOTE_QUERY,
            REMOTE_PASSAGE,
            REMOTE_BATCH,
            REMOTE_CONCURRENCY,
            REMOTE_RETRIES,
            REMOTE_TIMEOUT,
            ModelLocations.STORE_SETTING,
            ModelLocations.EXPORT_SETTING,
            ModelLocations.URL_SETTING);

    /** What the embedding module calls the values, and the lines they come from. */
    private static final Map<String, String> REMOTE_NAMES =
            Map.of("`baseUrl`", REMOTE_URL, "`apiKey`", REMOTE_KEY, "`model`", REMOTE_MODEL);

    private static final Map<String, String> DOWNLOAD_NAMES =
            Map.of("`baseUrl`", DOWNLOAD_URL, "`redirectHosts`", DOWNLOAD_HOSTS);

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException naming the line that is wrong; the key of the service is never shown
     */
    static OperatorSettings read(Path configurationFolder) {
        Properties lines = lines(configurationFolder.resolve(FILE));
        for (String key : lines.stringPropertyNames().stream().sorted().toList()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "There is no setting `" + key + "`." + Suggestions.didYouMeanOneOf(key, KEYS));
            }
        }
        EncoderFolder folder = folder(lines);
        DownloadOptions download = download(lines);
        if (download != null && folder == null) {
            throw new IllegalArgumentException(
                    "The setting `" + DOWNLOAD_URL + "` needs `" + FOLDER + "`, the folder for downloaded files.");
        }
        int threads = number(lines, THREADS, EncoderSources.USUAL_THREADS, 1, 1024);
        return new OperatorSettings(
                new EncoderSources(folder, remote(lines), download, media(lines), threads, ""),
                existingFolder(lines, NATIVES),
                new ModelLocations(
                        writableFolder(lines, ModelLocations.STORE_SETTING),
                        writableFolder(lines, ModelLocations.EXPORT_SETTING),
                        exportUrl(lines),
                        ""),
                heapShare(lines),
                Duration.ofSeconds(number(lines, LockClock.SETTING, (int) LockClock.USUAL_LIMIT.toSeconds(), 1, 3_600)),
                number(lines, CRASH_LIMIT, USUAL_CRASH_LIMIT, 0, 1000));
    }

    private static double heapShare(Properties lines) {
        String text = text(lines, HEAP_SHARE);
        if (text.isEmpty()) {
            return MemoryGuard.USUAL_SHARE;
        }
        if (text.equals("off")) {
            return Double.POSITIVE_INFINITY;
        }
        double share = text.matches("[01](\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The value of `" + HEAP_SHARE
                    + "` must be above 0 and at most 1, or `off`, but was `" + text + "`.");
        }
        return share;
    }

    private static Properties lines(Path file) {
        Properties lines = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (CharacterCodingException notText) {
                throw new IllegalArgumentException("It is not UTF-8 text.", notText);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("It cannot be read: " + unreadable.getMessage(), unreadable);
            }
        }
        return lines;
    }

    private static EncoderFolder folder(Properties lines) {
        Path folder = existingFolder(lines, FOLDER);
        if (folder == null) {
            return null;
        }
        try {
            return new EncoderFolder(folder, several(lines, APPROVED));
        } catch (EncoderException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private static MediaFolder media(Properties lines) {
        Path folder = existingFolder(lines, MEDIA);
        try {
            return folder == null ? null : new MediaFolder(folder);
        } catch (EncoderException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private static DownloadOptions download(Properties lines) {
        String url = text(lines, DOWNLOAD_URL);
        try {
            return url.isEmpty() ? null : new DownloadOptions(url, several(lines, DOWNLOAD_HOSTS));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(named(wrong.getMessage(), DOWNLOAD_NAMES));
        }
    }

    private static RemoteOptions remote(Properties lines) {
        String url = text(lines, REMOTE_URL);
        if (url.isEmpty()) {
            return null;
        }
        if (text(lines, REMOTE_MODEL).equals(Encoders.MINI_LM)) {
            throw new IllegalArgumentException("The value of `" + REMOTE_MODEL + "` must not be `" + Encoders.MINI_LM
                    + "`, the name of the bundled encoder.");
        }
        try {
            return new RemoteOptions(
                    uri(url),
                    text(lines, REMOTE_KEY),
                    text(lines, REMOTE_MODEL),
                    lines.getProperty(REMOTE_QUERY, ""),
                    lines.getProperty(REMOTE_PASSAGE, ""),
                    number(lines, REMOTE_BATCH, 64, 1, 2048),
                    number(lines, REMOTE_CONCURRENCY, 2, 1, 64),
                    number(lines, REMOTE_RETRIES, 4, 0, 10),
                    Duration.ofSeconds(number(lines, REMOTE_TIMEOUT, 30, 1, 600)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(named(wrong.getMessage(), REMOTE_NAMES));
        }
    }

    private static String named(String message, Map<String, String> names) {
        String text = message;
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), "`" + name.getValue() + "`");
        }
        return text;
    }

    /** Java's own message would show the address, and with it what somebody may have put into it. */
    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    "The value of `baseUrl` must be an http or https address without user, query or fragment.");
        }
    }

    /** The address at which the folder of exports can be seen, without a slash at its end; null where there is none. */
    private static String exportUrl(Properties lines) {
        String text = text(lines, ModelLocations.URL_SETTING);
        if (text.isEmpty()) {
            return null;
        }
        if (text(lines, ModelLocations.EXPORT_SETTING).isEmpty()) {
            throw new IllegalArgumentException("The setting `" + ModelLocations.URL_SETTING + "` needs `"
                    + ModelLocations.EXPORT_SETTING + "`, the folder that can be seen at that address.");
        }
        if (!text.matches("https?://[A-Za-z0-9.:\\-\\[\\]]+(/[A-Za-z0-9._~%\\-]*)*")) {
            throw new IllegalArgumentException("The value of `" + ModelLocations.URL_SETTING
                    + "` must be an http or https address without user, query or fragment.");
        }
        return text.replaceAll("/+$", "");
    }

    private static Path existingFolder(Properties lines, String key) {
        String text = text(lines, key);
        if (text.isEmpty()) {
            return null;
        }
        Path folder = null;
        try {
            folder = Path.of(text);
        } catch (InvalidPathException broken) {
            // told below
        }
        if (folder == null || !folder.isAbsolute() || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("The value of `" + key
                    + "` must be an existing folder with an absolute path but was `" + text
                    + "`. On Windows, write `/` or `\\\\` between folders.");
        }
        return folder;
    }

    private static Path writableFolder(Properties lines, String key) {
        Path folder = existingFolder(lines, key);
        if (folder != null && !Files.isWritable(folder)) {
            throw new IllegalArgumentException("The value of `" + key
                    + "` must be a folder that the server can write to but was `" + folder + "`.");
        }
        return folder;
    }

    private static int number(Properties lines, String key, int usual, int least, int most) {
        String text = text(lines, key);
        if (text.isEmpty()) {
            return usual;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("The value of `" + key + "` must be between " + least + " and " + most
                    + " but was `" + text + "`.");
        }
        return number;
    }

    private static Set<String> several(Properties lines, String key) {
        return Arrays.stream(text(lines, key).split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String text(Properties lines, String key) {
        return lines.getProperty(key, "").strip();
    }
}
