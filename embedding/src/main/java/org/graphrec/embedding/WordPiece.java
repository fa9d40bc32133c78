// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/**
 * BERT's tokenizer in plain Java, by the rules of a tokenizer.json: normalize, split at blanks and punctuation, then of
 * each word the longest pieces first. Gives the tokens that the native tokenizer gives. Any number of threads may use
 * it at once.
 *
 * <p>Source: Devlin et al., BERT (2019), with the tokenizer of Wu et al. (2016), arXiv:1609.08144.
 */
final class WordPiece {

    private static final String FILE = "tokenizer.json";

    private final BertNormalizer normalizer;
    private final PieceTrie trie;
    private final int continued;
    private final int unknown;
    private final int longestWord;
    private final FixedTokens fixed;
    private final int size;

    /**
     * Reads the rules.
     *
     * @param json the content of tokenizer.json
     * @throws EncoderException when its rules are not BERT's
     */
    WordPiece(byte[] json) {
        Map<?, ?> root = object(parsed(json));
        Map<?, ?> model = required(root, "model", "WordPiece");
        required(root, "pre_tokenizer", "BertPreTokenizer");
        normalizer = BertNormalizer.of(required(root, "normalizer", "BertNormalizer"));
        Map<String, Integer> vocabulary = new HashMap<>();
        object(model.get("vocab")).forEach((piece, id) -> vocabulary.put(String.valueOf(piece), number(id)));
        fixed = FixedTokens.of(root.get("added_tokens") instanceof List<?> added ? added : List.of());
        size = 1
                + Math.max(
                        fixed.last(),
                        vocabulary.values().stream().mapToInt(id -> id).max().orElse(-1));
        unknown = vocabulary.getOrDefault(String.valueOf(model.get("unk_token")), -1);
        if (unknown < 0) {
            throw EncoderSettings.refused(FILE, "its vocabulary has no token for unknown words");
        }
        trie = new PieceTrie(vocabulary);
        continued = trie.after(model.get("continuing_subword_prefix") instanceof String prefix ? prefix : "##");
        longestWord = model.get("max_input_chars_per_word") instanceof Number most ? most.intValue() : 100;
    }

    /** One more than the greatest token. */
    int size() {
        return size;
    }

    /** The token of words that have no pieces. */
    int unknown() {
        return unknown;
    }

    /** The tokens of a text, without those that the model wants at its beginning and end. */
    int[] ids(String text) {
        Words words = new Words();
        int from = 0;
        for (int at = fixed.next(text, 0); at < text.length(); at = fixed.next(text, from)) {
            String token = fixed.at(text, at);
            split(text, from, at, words);
            words.token(fixed.id(token));
            from = at + token.length();
        }
        split(text, from, text.length(), words);
        return words.ids();
    }

    private void split(String text, int from, int to, Words words) {
        if (isAscii(text, from, to)) {
            for (int i = from; i < to; i++) {
                int c = normalizer.ascii(text.charAt(i));
                if (c != 0) {
                    words.character(c);
                }
            }
        } else {
            for (int c : normalizer.codePoints(text.substring(from, to))) {
                words.character(c);
            }
        }
        words.end();
    }

    private static boolean isAscii(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static Map<?, ?> parsed(byte[] json) {
        try {
            return object(Json.readRounding(new String(json, StandardCharsets.UTF_8)));
        } catch (JsonException broken) {
            throw EncoderSettings.refused(FILE, "its JSON " + broken.problem());
        }
    }

    private static Map<?, ?> required(Map<?, ?> root, String part, String type) {
        Map<?, ?> found = object(root.get(part));
        if (!type.equals(found.get("type"))) {
            throw EncoderSettings.refused(
                    FILE,
                    "its " + part + " is `" + found.get("type") + "`, but a static encoder needs the tokenizer of"
                            + " the BERT family, with `" + type + "`");
        }
        return found;
    }

    private static Map<?, ?> object(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static int number(Object id) {
        if (id instanceof Number number && number.longValue() >= 0 && number.longValue() < 1 << 22) {
            return number.intValue();
        }
        throw EncoderSettings.refused(FILE, "a token has the number `" + id + "`");
    }

    /** The word that is being read, and the tokens of those before. */
    private final class Words {

        private int[] ids = new int[32];
        private int count;
        private int[] word = new int[32];
        private int length;

        void character(int c) {
            if (BertCharacters.isBlank(c)) {
                end();
            } else if (BertCharacters.isPunctuation(c)) {
                end();
                add(c);
                end();
            } else {
                add(c);
            }
        }

        private void add(int c) {
            if (length == word.length) {
                word = Arrays.copyOf(word, 2 * length);
            }
            word[length++] = c;
        }

        /** Ends the word, which becomes its longest pieces from the left, or the unknown token. */
        void end() {
            int before = count;
            boolean known = length <= longestWord;
            for (int from = 0; from < length && known; ) {
                int state = from == 0 ? PieceTrie.ROOT : continued;
                int found = PieceTrie.NOWHERE;
                int end = from;
                for (int at = from; at < length && state != PieceTrie.NOWHERE; at++) {
                    state = trie.next(state, word[at]);
                    if (state != PieceTrie.NOWHERE && trie.piece(state) != PieceTrie.NOWHERE) {
                        found = trie.piece(state);
                        end = at + 1;
                    }
                }
                known = found != PieceTrie.NOWHERE;
                token(found);
                from = end;
            }
            if (!known) {
                count = before;
                token(unknown);
            }
            length = 0;
        }

        void token(int id) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = id;
        }

        int[] ids() {
            return Arrays.copyOf(ids, count);
        }
    }
}
