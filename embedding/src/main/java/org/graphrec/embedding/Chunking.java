// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a text that is longer than an encoder reads is cut into chunks, each of which it reads whole.
 *
 * @param size the most tokens of a chunk
 * @param overlap the most tokens that a chunk has in common with the one before, less than {@code size}
 * @param pooling how the vectors of the chunks become the one of the text: {@code MEAN} or {@code MAX}; null: each chunk keeps its own
 */
public record Chunking(int size, int overlap, Pooling pooling) {

    /** A run of characters without blanks is cut after so many, as no word is that long. */
    private static final int LONGEST_WORD = 100;

    /** Requires sensible numbers. */
    public Chunking {
        if (size < 8 || overlap < 0 || overlap >= size) {
            throw new IllegalArgumentException("The value of `chunk` must have a `size` of at least 8 tokens and an"
                    + " `overlap` of at least 0 and less than `size`, but they were `" + size + "` and `" + overlap
                    + "`.");
        }
        if (pooling != null && pooling != Pooling.MEAN && pooling != Pooling.MAX) {
            throw new IllegalArgumentException(
                    "The value of `pooling` must be `mean` or `max` but was `" + pooling + "`.");
        }
    }

    /**
     * A part of a text.
     *
     * @param from its first character
     * @param to the character behind its last one
     */
    record Word(int from, int to) {
        String of(String text) {
            return text.substring(from, to);
        }
    }

    /** The words of a text: what stands between blanks, and each ideograph by itself. */
    static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int begin = -1;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
            boolean alone = BertCharacters.isIdeograph(c);
            if (begin >= 0 && (blank || alone || at - begin >= LONGEST_WORD)) {
                words.add(new Word(begin, at));
                begin = -1;
            }
            if (alone) {
                words.add(new Word(at, next));
            } else if (!blank && begin < 0) {
                begin = at;
            }
            at = next;
        }
        if (begin >= 0) {
            words.add(new Word(begin, text.length()));
        }
        return words;
    }

    /**
     * The chunks of a text; one that is short enough is one chunk.
     *
     * @param words of the text, in order
     * @param tokens how many tokens each word has
     */
    List<String> chunks(String text, List<Word> words, Map<String, Integer> tokens) {
        int[] counts =
                words.stream().mapToInt(word -> tokens.get(word.of(text))).toArray();
        List<String> chunks = new ArrayList<>();
        int from = 0;
        while (from < counts.length) {
            int to = from;
            for (int sum = 0; to < counts.length && (to == from || sum + counts[to] <= size); to++) {
                sum += counts[to];
            }
            if (from == 0 && to == counts.length) {
                return List.of(text);
            }
            chunks.add(text.substring(words.get(from).from(), words.get(to - 1).to()));
            if (to == counts.length) {
                break;
            }
            int next = to;
            for (int sum = 0; next > from + 1 && sum + counts[next - 1] <= overlap; next--) {
                sum += counts[next - 1];
            }
            from = next;
        }
        return chunks.isEmpty() ? List.of(text) : chunks;
    }
}
