// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.graphrec.base.Sha256;
import org.graphrec.embedding.media.PicturePreparation;
import org.graphrec.embedding.media.Preparation;
import org.graphrec.embedding.media.SoundPreparation;

/**
 * The operator's folder of encoders: one sub-folder per encoder, as sentence-transformers saves it, with the model
 * exported to ONNX (model.onnx or onnx/model.onnx) and the fast tokenizer (tokenizer.json); or a static model, as
 * Model2Vec saves it (model.safetensors), which is a table of numbers and needs no approval; or models of texts, pictures
 * and sounds in one space ({@link Tower}), with a preprocessor_config.json.
 *
 * <p>Native code sees a model or tokenizer only if the operator approved its SHA-256, and a model only if {@linkplain
 * OnnxScan a scan} finds in it nothing but what text encoders need. What is hashed is what is loaded.
 *
 * <p>Vectors are always made unit length, also for encoders that sentence-transformers does not normalise.
 */
public final class EncoderFolder {

    private static final String TOKENIZER = "tokenizer.json";
    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = "preprocessor_config.json";

    static final long MAX_MODEL_BYTES = Integer.MAX_VALUE - 16;
    static final long MAX_TOKENIZER_BYTES = 64 << 20;
    static final long MAX_CONFIG_BYTES = 1 << 20;

    /** Enough to keep a core busy, and soon over. */
    private static final int ROWS_PER_RUN = 32;

    private static final int TOKENS_PER_RUN = 512;

    /** Texts of different lengths, to see whether a model keeps the texts of a run apart. */
    private static final List<String> PROBES = List.of(
            "a", "The graph has 3 nodes.", "A much longer text, with more words (and signs!) than both of the others.");

    private static final float SAME = 1e-5f;

    private final ConfinedFolder folder;
    private final Set<String> approved;
    private final Map<String, Stamped> hashes = new ConcurrentHashMap<>();

    /** Approved until the server stops, as {@code folder/SHA-256}: what a download asked for by its hash. */
    private final Set<String> downloaded = ConcurrentHashMap.newKeySet();

    /**
     * Takes a folder of encoders.
     *
     * @param folder an existing folder with an absolute path
     * @param approvedSha256 64 hexadecimal digits each, of the models and tokenizers that may be loaded
     */
    public EncoderFolder(Path folder, Set<String> approvedSha256) {
        this.folder = new ConfinedFolder(folder);
        approved = approvedSha256.stream()
                .map(digits -> digits.trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        for (String digits : approved) {
            if (!digits.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("An approved SHA-256 must be 64 hexadecimal digits but was `"
                        + digits.replaceAll("[^ -~]", "?") + "`.");
            }
        }
    }

    /** The names of the sub-folders that hold a model. */
    public List<String> names() {
        return folder.names().stream().filter(name -> !models(name).isEmpty()).toList();
    }

    /** A file's hash, and what the file looked like when it was taken. */
    private record Stamped(String stamp, long bytes, String sha256) {}

    /** Reads and hashes the files of an encoder without loading it; a file that looks unchanged is not read again. */
    public EncoderFiles files(String name) {
        List<EncoderFiles.Model> models = new ArrayList<>();
        boolean approved = true;
        for (Map.Entry<Tower, String> model : requireModels(name).entrySet()) {
            Stamped found = hash(name, model.getValue(), MAX_MODEL_BYTES);
            models.add(new EncoderFiles.Model(model.getKey(), model.getValue(), found.bytes(), found.sha256()));
            // no native code sees a table of numbers
            approved &= model.getValue().equals(TokenTable.FILE) || isApproved(name, found.sha256());
        }
        String tokenizer = "";
        if (models.get(0).reads() == Tower.TEXT || models.get(0).reads() == Tower.PAIR) {
            tokenizer = hash(name, TOKENIZER, MAX_TOKENIZER_BYTES).sha256();
            approved &= models.get(0).file().equals(TokenTable.FILE) || isApproved(name, tokenizer);
        }
        return new EncoderFiles(name, models, tokenizer, approved);
    }

    /**
     * Fetches an encoder into a new sub-folder, and approves its model and tokenizer until the server stops; for longer,
     * the operator approves them. All of it is there afterwards, or nothing. Where it is there already with those hashes,
     * it is approved only and nothing is fetched.
     *
     * @param look run at least every 20 ms; what it throws ends the download
     * @throws EncoderException when a file cannot be fetched, has another hash, or the sub-folder has something else
     */
    public EncoderFiles download(DownloadRequest request, DownloadOptions options, Runnable look) {
        String name = request.name();
        if (!folder.exists(name)) {
            folder.fill(name, part -> new EncoderDownload(options, request, part, look).run());
        }
        EncoderFiles files = files(name);
        if (!files.modelSha256().equals(request.modelSha256())
                || !files.tokenizerSha256().equals(request.tokenizerSha256())) {
            throw new EncoderException("The encoder `" + name + "` already exists with another model or tokenizer."
                    + " Choose another name, or remove its folder.");
        }
        downloaded.add(name + "/" + request.modelSha256());
        downloaded.add(name + "/" + request.tokenizerSha256());
        return files(name);
    }

    /** What is shown may be remembered; what is loaded is always hashed. */
    private Stamped hash(String name, String file, long maxBytes) {
        String stamp = folder.stamp(parts(name, file));
        return hashes.compute(name + "/" + file, (path, known) -> {
            if (known != null && known.stamp().equals(stamp)) {
                return known;
            }
            byte[] content = require(name, file, maxBytes);
            return new Stamped(stamp, content.length, Sha256.of(content));
        });
    }

    /**
     * Loads an encoder of texts.
     *
     * @param threads how many native runs happen at the same time, between 1 and 1024
     * @return a new encoder; the caller closes it
     * @throws IllegalArgumentException when the name is not one that a sub-folder can have, or it reads no texts
     * @throws EncoderException when a file is missing, not approved or not what it should be
     */
    public TextEncoder open(String name, int threads) {
        String model = requireModel(name, Tower.TEXT);
        if (model.equals(TokenTable.FILE)) {
            return openStatic(name, threads);
        }
        byte[] tokenizer = requireApproved(name, TOKENIZER, MAX_TOKENIZER_BYTES);
        byte[] onnx = requireApproved(name, model, MAX_MODEL_BYTES);
        boolean coupled = OnnxScan.couplesTexts(onnx);
        EncoderSettings settings = EncoderSettings.of(file -> read(name, file, MAX_CONFIG_BYTES), tokenizer);
        EncoderSpec alone = new EncoderSpec(
                name,
                settings.pooling(),
                settings.maxTokens(),
                settings.padId(),
                settings.queryPrefix(),
                settings.passagePrefix(),
                1,
                settings.maxTokens());
        String space = models(name).size() > 1 ? space(name) : "";
        if (!coupled) {
            TextEncoder encoder = new OnnxEncoder(
                    alone.perRun(ROWS_PER_RUN, Math.max(TOKENS_PER_RUN, settings.maxTokens())),
                    onnx,
                    tokenizer,
                    threads,
                    space);
            if (keepsTextsApart(encoder)) {
                return encoder;
            }
            encoder.close();
        }
        return new OnnxEncoder(alone, onnx, tokenizer, threads, space);
    }

    /**
     * Loads an encoder of pictures or sounds, as its preprocessor_config.json wants them.
     *
     * @return a new encoder; the caller closes it
     * @throws IllegalArgumentException when the name is not one that a sub-folder can have, or it reads no such thing
     * @throws EncoderException when a file is missing, not approved or not what it should be
     */
    public MediaEncoder openMedia(String name, Tower tower, int threads) {
        String model = requireModel(name, tower);
        byte[] onnx = requireApproved(name, model, MAX_MODEL_BYTES);
        OnnxScan.requireMedia(onnx);
        Map<String, Object> config =
                EncoderSettings.parsed(PREPROCESSOR, require(name, PREPROCESSOR, MAX_CONFIG_BYTES));
        Preparation preparation;
        try {
            preparation = tower == Tower.IMAGE ? new PicturePreparation(config) : new SoundPreparation(config);
        } catch (IllegalArgumentException unusable) {
            throw EncoderSettings.refused(PREPROCESSOR, unusable.getMessage());
        }
        return new OnnxMediaEncoder(name, tower, space(name), onnx, preparation, threads);
    }

    /**
     * Loads a cross-encoder: a model of one label for text classification, as {@code architectures} in its config.json says.
     *
     * @return a new encoder; the caller closes it
     * @throws IllegalArgumentException when the name is not one that a sub-folder can have, or it reads no pairs
     * @throws EncoderException when a file is missing, not approved or not what it should be
     */
    public CrossEncoder openPairs(String name, int threads) {
        String model = requireModel(name, Tower.PAIR);
        byte[] tokenizer = requireApproved(name, TOKENIZER, MAX_TOKENIZER_BYTES);
        byte[] onnx = requireApproved(name, model, MAX_MODEL_BYTES);
        OnnxScan.couplesTexts(onnx);
        EncoderSettings settings = EncoderSettings.of(file -> read(name, file, MAX_CONFIG_BYTES), tokenizer);
        EncoderSpec spec = new EncoderSpec(
                name, Pooling.CLS, settings.maxTokens(), settings.padId(), "", "", 1, settings.maxTokens());
        return new OnnxCrossEncoder(spec, onnx, tokenizer, threads);
    }

    /** What decides the vectors of all towers, as SHA-256. */
    private String space(String name) {
        StringBuilder files = new StringBuilder();
        models(name)
                .forEach((tower, file) -> files.append(tower)
                        .append(hash(name, file, MAX_MODEL_BYTES).sha256())
                        .append('|'));
        for (String file : List.of(TOKENIZER, PREPROCESSOR)) {
            files.append(read(name, file, MAX_TOKENIZER_BYTES).map(Sha256::of).orElse(""))
                    .append('|');
        }
        return Sha256.of(files.toString());
    }

    private TextEncoder openStatic(String name, int threads) {
        byte[] table = require(name, TokenTable.FILE, MAX_MODEL_BYTES);
        byte[] tokenizer = require(name, TOKENIZER, MAX_TOKENIZER_BYTES);
        read(name, StaticFolder.PASSPORT, MAX_CONFIG_BYTES)
                .ifPresent(passport -> StaticFolder.requireSame(passport, table, tokenizer));
        return new StaticEncoder(name, table, tokenizer, threads);
    }

    /**
     * Keeps a distilled encoder as a new sub-folder. All of it is there afterwards, or nothing.
     *
     * @throws EncoderException when there is a sub-folder of that name, or it cannot be written
     */
    public EncoderFiles keep(String name, Distilled distilled) {
        requireNew(name);
        folder.fill(name, part -> StaticFolder.write(part, name, distilled));
        return files(name);
    }

    /** Refuses the name of a sub-folder that is there, or that none can have. */
    public void requireNew(String name) {
        if (folder.exists(ConfinedFolder.requireName(name))) {
            throw new EncoderException("The folder of encoders already has `" + name
                    + "`. Choose another name, or remove" + " that folder.");
        }
    }

    private boolean isApproved(String name, String sha256) {
        return approved.contains(sha256) || downloaded.contains(name + "/" + sha256);
    }

    private static boolean keepsTextsApart(TextEncoder encoder) {
        float[][] together = encoder.encode(PROBES, EncodingMonitor.SILENT);
        for (int i = 0; i < together.length; i++) {
            float[] single = encoder.encode(PROBES.get(i));
            for (int d = 0; d < single.length; d++) {
                if (Math.abs(single[d] - together[i][d]) > SAME) {
                    return false;
                }
            }
        }
        return true;
    }

    private byte[] requireApproved(String name, String file, long maxBytes) {
        byte[] content = require(name, file, maxBytes);
        String found = Sha256.of(content);
        if (!isApproved(name, found)) {
            throw new EncoderException("The file `" + file + "` of the encoder `" + name + "` has the SHA-256 `" + found
                    + "`, which the server's configuration does not approve. If you trust the file, add this hash to"
                    + " `rec.encoder.approved_sha256` in graph-recommender.conf and restart the server.");
        }
        return content;
    }

    private byte[] require(String name, String file, long maxBytes) {
        return read(name, file, maxBytes)
                .orElseThrow(() -> new EncoderException(
                        "The encoder `" + name + "` has no file `" + file + "` in the server's folder of encoders."));
    }

    private String requireModel(String name, Tower tower) {
        Map<Tower, String> models = requireModels(name);
        if (!models.containsKey(tower)) {
            throw new IllegalArgumentException(
                    "The encoder `" + name + "` has no model of " + tower.words() + ", only of "
                            + models.keySet().stream().map(Tower::words).collect(Collectors.joining(", ")) + ".");
        }
        return models.get(tower);
    }

    private Map<Tower, String> requireModels(String name) {
        Map<Tower, String> models = models(ConfinedFolder.requireName(name));
        if (models.isEmpty()) {
            throw new EncoderException("There is no encoder `" + name + "` in the server's folder of encoders: neither"
                    + " `model.onnx` nor `onnx/model.onnx` nor `model.safetensors`. The folder has " + names() + ".");
        }
        return models;
    }

    /** The paths of its models by what they read, in that order. */
    private Map<Tower, String> models(String name) {
        Map<Tower, String> models = new EnumMap<>(Tower.class);
        for (Tower tower : Tower.values()) {
            for (String path : List.of(tower.file(), "onnx/" + tower.file())) {
                if (!tower.file().isEmpty() && folder.exists(parts(name, path))) {
                    models.putIfAbsent(tower, path);
                }
            }
        }
        for (String path : List.of("model.onnx", "onnx/model.onnx", TokenTable.FILE)) {
            if (models.isEmpty() && folder.exists(parts(name, path))) {
                models.put(towerOfModel(name), path);
            }
        }
        return models;
    }

    /** What a model reads that has no tower's name. */
    private Tower towerOfModel(String name) {
        if (folder.exists(parts(name, TOKENIZER)) || !folder.exists(parts(name, PREPROCESSOR))) {
            return String.valueOf(config(name, CONFIG).get("architectures")).contains("ForSequenceClassification")
                    ? Tower.PAIR
                    : Tower.TEXT;
        }
        return config(name, PREPROCESSOR).containsKey("sampling_rate") ? Tower.AUDIO : Tower.IMAGE;
    }

    private Map<String, Object> config(String name, String file) {
        return read(name, file, MAX_CONFIG_BYTES)
                .map(content -> EncoderSettings.parsed(file, content))
                .orElse(Map.of());
    }

    private Optional<byte[]> read(String name, String file, long maxBytes) {
        return folder.read(maxBytes, parts(ConfinedFolder.requireName(name), file));
    }

    private static String[] parts(String name, String file) {
        return (name + "/" + file).split("/", -1);
    }
}
