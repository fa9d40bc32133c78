// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;
import org.graphrec.base.Sha256;

/**
 * The files of a static encoder: its table, its tokenizer, and the passport that says of what and how it was made, with the
 * SHA-256 of both. One that something else made, such as Model2Vec, has no passport.
 */
final class StaticFolder {

    static final String PASSPORT = "passport.json";

    private StaticFolder() {}

    /** Writes the files into an empty folder. */
    static void write(Path folder, String name, Distilled distilled) throws IOException {
        Files.write(folder.resolve(TokenTable.FILE), distilled.model());
        Files.write(folder.resolve("tokenizer.json"), distilled.tokenizer());
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "model2vec");
        config.put("normalize", true);
        Files.writeString(folder.resolve("config.json"), Json.write(config));
        Files.writeString(folder.resolve(PASSPORT), Json.write(passport(name, distilled)));
    }

    private static Map<String, Object> passport(String name, Distilled distilled) {
        Map<String, Object> passport = new LinkedHashMap<>();
        passport.put("format", 1L);
        passport.put("name", name);
        passport.put("teacher", distilled.teacher());
        passport.put("teacherFingerprint", distilled.teacherFingerprint());
        passport.put("texts", (long) distilled.texts());
        Agreement agreement = distilled.agreement();
        passport.put("heldOutTexts", (long) agreement.texts());
        if (agreement.texts() > 0) {
            passport.put("meanCosine", agreement.meanCosine());
            passport.put("overlapAt10", agreement.overlap());
        }
        passport.put("modelSha256", Sha256.of(distilled.model()));
        passport.put("tokenizerSha256", Sha256.of(distilled.tokenizer()));
        return passport;
    }

    /**
     * Refuses files that are not those of the passport.
     *
     * @param json the content of passport.json
     */
    static void requireSame(byte[] json, byte[] model, byte[] tokenizer) {
        Map<String, Object> passport;
        try {
            passport = Json.readObject(new String(json, StandardCharsets.UTF_8));
        } catch (JsonException broken) {
            throw EncoderSettings.refused(PASSPORT, "its JSON " + broken.problem());
        }
        requireSame(passport.get("modelSha256"), TokenTable.FILE, model);
        requireSame(passport.get("tokenizerSha256"), "tokenizer.json", tokenizer);
    }

    private static void requireSame(Object expected, String file, byte[] content) {
        if (!Sha256.of(content).equals(expected)) {
            throw EncoderSettings.refused(
                    file, "its SHA-256 is not the one in `" + PASSPORT + "`. Distill the encoder again");
        }
    }
}
