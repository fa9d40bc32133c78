// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An encoder to fetch.
 *
 * @param name the new sub-folder of the operator's folder, and what users call the encoder
 * @param model the model's name at the operator's address, such as {@code org/model}
 * @param modelFile the path of the ONNX file there, such as {@code onnx/model.onnx}
 * @param modelSha256 64 hexadecimal digits that the ONNX file must have
 * @param tokenizerSha256 64 hexadecimal digits that tokenizer.json must have
 */
public record DownloadRequest(String name, String model, String modelFile, String modelSha256, String tokenizerSha256) {

    private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9._-]{0,95}";
    private static final Pattern MODEL = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")?");
    private static final Pattern FILE = Pattern.compile("(" + SEGMENT + "/){0,3}" + SEGMENT);

    /** Checks every value. */
    public DownloadRequest {
        require(ConfinedFolder.NAME, "name", name, "1 to 64 letters, digits, `_` or `-`");
        require(MODEL, "model", model, "a name such as `org/model`");
        require(FILE, "modelFile", modelFile, "a path such as `onnx/model.onnx`");
        modelSha256 = digits("modelSha256", modelSha256);
        tokenizerSha256 = digits("tokenizerSha256", tokenizerSha256);
    }

    private static String digits(String key, String value) {
        String digits = value.strip().toLowerCase(Locale.ROOT);
        require(Pattern.compile("[0-9a-f]{64}"), key, digits, "the 64 hexadecimal digits of a SHA-256");
        return digits;
    }

    private static void require(Pattern pattern, String key, String value, String rule) {
        if (!pattern.matcher(value).matches()) {
            String shown = value.replaceAll("[^ -~]", "?");
            throw new IllegalArgumentException("The value of `" + key + "` must be " + rule + " but was `"
                    + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown) + "`.");
        }
    }
}
