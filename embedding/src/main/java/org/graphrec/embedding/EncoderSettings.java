// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/**
 * How a sentence-transformers folder wants its model used, read from the files that library writes.
 *
 * @param pooling from the Pooling module; the mean when there is none
 * @param maxTokens from sentence_bert_config.json, else tokenizer_config.json, else 512
 * @param padId from tokenizer.json
 * @param queryPrefix the prompt {@code query}, else the default prompt, else nothing
 * @param passagePrefix the prompt {@code passage}, {@code document} or {@code corpus}, else the default prompt
 */
record EncoderSettings(Pooling pooling, int maxTokens, long padId, String queryPrefix, String passagePrefix) {

    private static final int USUAL_MAX_TOKENS = 512;
    private static final int MOST_MAX_TOKENS = 8192;

    /**
     * Reads the settings.
     *
     * @param file gives the content of a file by its path inside the folder
     */
    static EncoderSettings of(Function<String, Optional<byte[]>> file, byte[] tokenizerJson) {
        Map<String, Object> prompts = object(file, "config_sentence_transformers.json");
        return new EncoderSettings(
                pooling(file, prompts),
                maxTokens(file),
                padId(parsed("tokenizer.json", tokenizerJson)),
                prompt(prompts, List.of("query")),
                prompt(prompts, List.of("passage", "document", "corpus")));
    }

    private static Pooling pooling(Function<String, Optional<byte[]>> file, Map<String, Object> prompts) {
        String folder = "1_Pooling";
        Optional<byte[]> modules = file.apply("modules.json");
        if (modules.isPresent()) {
            if (!(json("modules.json", modules.get()) instanceof List<?> list)) {
                throw refused("modules.json", "it must be a list");
            }
            for (Object module : list) {
                Map<?, ?> entry = module instanceof Map<?, ?> map ? map : Map.of();
                String type = String.valueOf(entry.get("type"));
                switch (type.substring(type.lastIndexOf('.') + 1)) {
                    case "Pooling" -> folder = ConfinedFolder.requireName(String.valueOf(entry.get("path")));
                    case "Transformer", "Normalize" -> {}
                    default ->
                        throw refused(
                                "modules.json",
                                "the module `" + type + "` is not supported, only"
                                        + " Transformer, Pooling and Normalize");
                }
            }
        }
        return Poolings.of(object(file, folder + "/config.json"), !prompts.isEmpty());
    }

    private static int maxTokens(Function<String, Optional<byte[]>> file) {
        Map<String, Object> sentence = object(file, "sentence_bert_config.json");
        if (Boolean.TRUE.equals(sentence.get("do_lower_case"))) {
            throw refused(
                    "sentence_bert_config.json",
                    "`do_lower_case` is not supported; put the lower casing into"
                            + " the normalizer of tokenizer.json");
        }
        for (Object value : new Object[] {
            sentence.get("max_seq_length"),
            object(file, "tokenizer_config.json").get("model_max_length")
        }) {
            // tokenizers without a limit carry 1e30
            if (value instanceof Number tokens && tokens.doubleValue() >= 3 && tokens.doubleValue() <= 1 << 20) {
                return (int) Math.min(tokens.doubleValue(), MOST_MAX_TOKENS);
            }
        }
        return USUAL_MAX_TOKENS;
    }

    /** Only a valid token is needed: the attention mask leaves it out of everything. */
    private static long padId(Map<String, Object> tokenizer) {
        if (tokenizer.get("padding") instanceof Map<?, ?> padding && padding.get("pad_id") instanceof Number id) {
            return id.longValue();
        }
        if (tokenizer.get("added_tokens") instanceof List<?> added) {
            for (Object token : added) {
                if (token instanceof Map<?, ?> entry
                        && List.of("[PAD]", "<pad>").contains(String.valueOf(entry.get("content")))
                        && entry.get("id") instanceof Number id) {
                    return id.longValue();
                }
            }
        }
        return 0;
    }

    private static String prompt(Map<String, Object> config, List<String> names) {
        Map<?, ?> prompts = config.get("prompts") instanceof Map<?, ?> map ? map : Map.of();
        for (String name : names) {
            if (prompts.get(name) instanceof String prompt) {
                return prompt;
            }
        }
        boolean usual = config.get("default_prompt_name") instanceof String name && prompts.get(name) instanceof String;
        return usual ? (String) prompts.get(config.get("default_prompt_name")) : "";
    }

    private static Map<String, Object> object(Function<String, Optional<byte[]>> file, String name) {
        return file.apply(name).map(content -> parsed(name, content)).orElse(Map.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> parsed(String name, byte[] content) {
        if (json(name, content) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw refused(name, "it must be an object");
    }

    private static Object json(String name, byte[] content) {
        try {
            return Json.readRounding(new String(content, StandardCharsets.UTF_8));
        } catch (JsonException broken) {
            throw refused(name, "its JSON " + broken.problem());
        }
    }

    static EncoderException refused(String file, String why) {
        return new EncoderException("The file `" + file + "` of the encoder is refused: " + why + ".");
    }
}
