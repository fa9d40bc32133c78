// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.graphrec.embedding.DownloadOptions;
import org.graphrec.embedding.EncoderException;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.MediaFolder;
import org.graphrec.embedding.RemoteOptions;
import org.graphrec.embedding.ServiceOptions;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.live.LockClock;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.model.ModelLocations;

/**
 * The operator's file {@code graph-recommender.conf}, beside neo4j.conf (which takes no lines of ours: its namespaces are
 * fixed). All lines are optional: without the file, the bundled encoder works and nothing leaves the server.
 *
 * @param encoders where encoders come from
 * @param chat the service that may put explanations into words, or null
 * @param nativesFolder where native libraries are copied to, or null: the temporary folder
 * @param models where models are stored and exported to
 * @param heapShare the share of the free heap that one call gets; infinite: memory is not guarded
 * @param lockLimit how long a transaction of ours waits for a lock
 * @param crashLimit ends of the process while native code ran, within a day, after which it is off; 0: never
 */
record OperatorSettings(
        EncoderSources encoders,
        ServiceOptions chat,
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

    /** Address of an OpenAI-compatible service that answers in words, such as https://host/v1. */
    private static final String CHAT_URL = "rec.chat.base_url";

    /** The model's name there, and the service's key. */
    private static final String CHAT_MODEL = "rec.chat.model";

    private static final String CHAT_KEY = "rec.chat.key";

    /** Further attempts, and the longest wait for an answer. */
    private static final String CHAT_RETRIES = "rec.chat.retries";

    private static final String CHAT_TIMEOUT = "rec.chat.timeout_seconds";

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
            CHAT_URL,
            CHAT_MODEL,
            CHAT_KEY,
            CHAT_RETRIES,
            CHAT_TIMEOUT,
            ModelLocations.STORE_SETTING,
            ModelLocations.EXPORT_SETTING,
            ModelLocations.URL_SETTING);

    /** What the embedding module calls the values, and the lines they come from. */
    private static final Map<String, String> REMOTE_NAMES =
            Map.of("`baseUrl`", REMOTE_URL, "`apiKey`", REMOTE_KEY, "`model`", REMOTE_MODEL);

    private static final Map<String, String> CHAT_NAMES =
            Map.of("`baseUrl`", CHAT_URL, "`apiKey`", CHAT_KEY, "`model`", CHAT_MODEL);

    private static final Map<String, String> DOWNLOAD_NAMES =
            Map.of("`baseUrl`", DOWNLOAD_URL, "`redirectHosts`", DOWNLOAD_HOSTS);

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException naming the line that is wrong; the key of the service is never shown
     */
    static OperatorSettings read(Path configurationFolder) {
        SettingLines lines = SettingLines.read(configurationFolder.resolve(FILE), KEYS);
        EncoderFolder folder = folder(lines);
        DownloadOptions download = download(lines);
        if (download != null && folder == null) {
            throw new IllegalArgumentException(
                    "The setting `" + DOWNLOAD_URL + "` needs `" + FOLDER + "`, the folder for downloaded files.");
        }
        int threads = lines.number(THREADS, EncoderSources.USUAL_THREADS, 1, 1024);
        return new OperatorSettings(
                new EncoderSources(folder, remote(lines), download, media(lines), threads, ""),
                chat(lines),
                lines.existingFolder(NATIVES),
                new ModelLocations(
                        lines.writableFolder(ModelLocations.STORE_SETTING),
                        lines.writableFolder(ModelLocations.EXPORT_SETTING),
                        exportUrl(lines),
                        ""),
                heapShare(lines),
                Duration.ofSeconds(lines.number(LockClock.SETTING, (int) LockClock.USUAL_LIMIT.toSeconds(), 1, 3_600)),
                lines.number(CRASH_LIMIT, USUAL_CRASH_LIMIT, 0, 1000));
    }

    private static double heapShare(SettingLines lines) {
        String text = lines.text(HEAP_SHARE);
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

    private static EncoderFolder folder(SettingLines lines) {
        Path folder = lines.existingFolder(FOLDER);
        if (folder == null) {
            return null;
        }
        try {
            return new EncoderFolder(folder, lines.several(APPROVED));
        } catch (EncoderException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private static MediaFolder media(SettingLines lines) {
        Path folder = lines.existingFolder(MEDIA);
        try {
            return folder == null ? null : new MediaFolder(folder);
        } catch (EncoderException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private static DownloadOptions download(SettingLines lines) {
        String url = lines.text(DOWNLOAD_URL);
        try {
            return url.isEmpty() ? null : new DownloadOptions(url, lines.several(DOWNLOAD_HOSTS));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(SettingLines.named(wrong.getMessage(), DOWNLOAD_NAMES));
        }
    }

    private static RemoteOptions remote(SettingLines lines) {
        String url = lines.text(REMOTE_URL);
        if (url.isEmpty()) {
            return null;
        }
        if (lines.text(REMOTE_MODEL).equals(Encoders.MINI_LM)) {
            throw new IllegalArgumentException("The value of `" + REMOTE_MODEL + "` must not be `" + Encoders.MINI_LM
                    + "`, the name of the bundled encoder.");
        }
        try {
            return new RemoteOptions(
                    SettingLines.uri(url),
                    lines.text(REMOTE_KEY),
                    lines.text(REMOTE_MODEL),
                    lines.whole(REMOTE_QUERY),
                    lines.whole(REMOTE_PASSAGE),
                    lines.number(REMOTE_BATCH, 64, 1, 2048),
                    lines.number(REMOTE_CONCURRENCY, 2, 1, 64),
                    lines.number(REMOTE_RETRIES, 4, 0, 10),
                    Duration.ofSeconds(lines.number(REMOTE_TIMEOUT, 30, 1, 600)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(SettingLines.named(wrong.getMessage(), REMOTE_NAMES));
        }
    }

    private static ServiceOptions chat(SettingLines lines) {
        String url = lines.text(CHAT_URL);
        if (url.isEmpty()) {
            return null;
        }
        try {
            return new ServiceOptions(
                    SettingLines.uri(url),
                    lines.text(CHAT_KEY),
                    lines.text(CHAT_MODEL),
                    lines.number(CHAT_RETRIES, 1, 0, 10),
                    Duration.ofSeconds(lines.number(CHAT_TIMEOUT, 30, 1, 600)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(SettingLines.named(wrong.getMessage(), CHAT_NAMES));
        }
    }

    /** The address at which the folder of exports can be seen, without a slash at its end; null where there is none. */
    private static String exportUrl(SettingLines lines) {
        String text = lines.text(ModelLocations.URL_SETTING);
        if (text.isEmpty()) {
            return null;
        }
        if (lines.text(ModelLocations.EXPORT_SETTING).isEmpty()) {
            throw new IllegalArgumentException("The setting `" + ModelLocations.URL_SETTING + "` needs `"
                    + ModelLocations.EXPORT_SETTING + "`, the folder that can be seen at that address.");
        }
        if (!text.matches("https?://[A-Za-z0-9.:\\-\\[\\]]+(/[A-Za-z0-9._~%\\-]*)*")) {
            throw new IllegalArgumentException("The value of `" + ModelLocations.URL_SETTING
                    + "` must be an http or https address without user, query or fragment.");
        }
        return text.replaceAll("/+$", "");
    }
}
