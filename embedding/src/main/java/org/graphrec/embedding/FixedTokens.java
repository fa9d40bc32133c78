// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that are one token wherever they stand, such as {@code [SEP]}: found in a text as it is, before it is
 * normalized. Not a record: it holds an array.
 */
final class FixedTokens {

    private final Map<String, Integer> ids;

    /** Whether one begins with that ASCII character. */
    private final boolean[] starts;

    private FixedTokens(Map<String, Integer> ids, boolean[] starts) {
        this.ids = Map.copyOf(ids);
        this.starts = starts;
    }

    /** Reads the {@code added_tokens} of a tokenizer.json. */
    static FixedTokens of(List<?> added) {
        Map<String, Integer> ids = new HashMap<>();
        boolean[] starts = new boolean[128];
        for (Object one : added) {
            Map<?, ?> token = one instanceof Map<?, ?> map ? map : Map.of();
            if (!(token.get("content") instanceof String content)
                    || content.isEmpty()
                    || content.charAt(0) >= 128
                    || !(token.get("id") instanceof Number id)
                    || !Boolean.FALSE.equals(token.get("normalized"))
                    || Boolean.TRUE.equals(token.get("single_word"))) {
                throw EncoderSettings.refused(
                        "tokenizer.json",
                        "it adds the token `" + token.get("content") + "` in a way that only the native"
                                + " tokenizers support");
            }
            ids.put(content, id.intValue());
            starts[content.charAt(0)] = true;
        }
        return new FixedTokens(ids, starts);
    }

    /** The greatest token, or -1. */
    int last() {
        return ids.values().stream().mapToInt(id -> id).max().orElse(-1);
    }

    int id(String text) {
        return ids.get(text);
    }

    /** Where the next one begins, or the length of the text. */
    int next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 128 && starts[c] && at(text, at) != null) {
                return at;
            }
        }
        return text.length();
    }

    /** The longest that stands there, or null. */
    String at(String text, int at) {
        String longest = null;
        for (String content : ids.keySet()) {
            if (text.startsWith(content, at) && (longest == null || content.length() > longest.length())) {
                longest = content;
            }
        }
        return longest;
    }
}
