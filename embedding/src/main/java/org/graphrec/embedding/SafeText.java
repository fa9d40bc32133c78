// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/**
 * A text that native code can take: valid UTF-16 without NUL, of bounded length.
 *
 * @param text the text; lone surrogates became U+FFFD and NUL became a space
 * @param cut whether the end was left out
 */
record SafeText(String text, boolean cut) {

    /** No encoder reads further; the tokens of the first characters fill its window many times over. */
    static final int MAX_CHARACTERS = 100_000;

    static SafeText of(String text) {
        boolean cut = text.length() > MAX_CHARACTERS;
        int end = cut ? MAX_CHARACTERS : text.length();
        if (cut && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return new SafeText(repaired(text, end), cut);
            }
        }
        return new SafeText(cut ? text.substring(0, end) : text, cut);
    }

    private static String repaired(String text, int end) {
        StringBuilder safe = new StringBuilder(end);
        int codePoint;
        for (int i = 0; i < end; i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint == 0) {
                safe.append(' ');
            } else if (codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint)) {
                safe.append('\uFFFD');
            } else {
                safe.appendCodePoint(codePoint);
            }
        }
        return safe.toString();
    }
}
