// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** What BERT's normalizer and pre-tokenizer see in a character, as the Hugging Face tokenizers decide it. */
final class BertCharacters {

    private BertCharacters() {}

    /** Whether it separates words and is left out. */
    static boolean isBlank(int c) {
        return c == ' '
                || (c >= 0x09 && c <= 0x0D)
                || c == 0x85
                || (c > 0x9F && (Character.isSpaceChar(c) || Character.isWhitespace(c)));
    }

    /** Whether cleaning leaves it out: no character, or one of Unicode's categories Cc, Cf and Co. */
    static boolean isDropped(int c) {
        if (c == 0xFFFD) {
            return true;
        }
        int type = Character.getType(c);
        return c != '\t'
                && c != '\n'
                && c != '\r'
                && (type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.PRIVATE_USE
                        || type == Character.SURROGATE);
    }

    /** Whether it is a word of its own; the blocks are those that the tokenizers list, gaps included. */
    static boolean isIdeograph(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B920 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    /** Whether it is a word of its own: all of ASCII that is no letter or digit, and Unicode's categories P. */
    static boolean isPunctuation(int c) {
        if (c < 128) {
            return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
