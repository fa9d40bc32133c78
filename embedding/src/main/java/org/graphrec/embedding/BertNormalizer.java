// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The normalizer of BERT's tokenizers: clean, put ideographs apart, strip accents, lower case.
 *
 * @param clean whether control characters are left out
 * @param apart whether each ideograph is a word
 * @param strip whether letters lose their accents
 * @param lower whether letters become lower case
 */
record BertNormalizer(boolean clean, boolean apart, boolean strip, boolean lower) {

    /** Reads the object of a tokenizer.json. */
    static BertNormalizer of(Map<?, ?> json) {
        boolean lower = !Boolean.FALSE.equals(json.get("lowercase"));
        return new BertNormalizer(
                !Boolean.FALSE.equals(json.get("clean_text")),
                !Boolean.FALSE.equals(json.get("handle_chinese_chars")),
                json.get("strip_accents") instanceof Boolean strip ? strip : lower,
                lower);
    }

    /** An ASCII character as it becomes; 0 where it is left out. */
    int ascii(int c) {
        if (lower && c >= 'A' && c <= 'Z') {
            return c + ('a' - 'A');
        }
        if (c == 0 || (clean && (c == '\t' || c == '\n' || c == '\r'))) {
            return ' ';
        }
        return clean && (c < ' ' || c == 127) ? 0 : c;
    }

    /** The code points of any text as they become. Native code gets a blank for NUL, and U+FFFD for half a character. */
    int[] codePoints(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(c, out));
        String stripped = strip ? Normalizer.normalize(out, Normalizer.Form.NFD) : out.toString();
        return stripped.codePoints()
                .filter(c -> !strip || Character.getType(c) != Character.NON_SPACING_MARK)
                .flatMap(this::lowered)
                .toArray();
    }

    private void append(int original, StringBuilder out) {
        int c = original == 0 ? ' ' : Character.getType(original) == Character.SURROGATE ? 0xFFFD : original;
        if (clean && BertCharacters.isDropped(c)) {
            return;
        }
        if (apart && BertCharacters.isIdeograph(c)) {
            out.append(' ').appendCodePoint(c).append(' ');
        } else if (clean && BertCharacters.isBlank(c)) {
            out.append(' ');
        } else {
            out.appendCodePoint(c);
        }
    }

    private IntStream lowered(int c) {
        if (!lower) {
            return IntStream.of(c);
        }
        // the one character whose lower case is two
        return c == 0x130 ? IntStream.of('i', 0x307) : IntStream.of(Character.toLowerCase(c));
    }
}
