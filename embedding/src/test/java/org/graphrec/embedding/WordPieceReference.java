// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.base.Json;

/**
 * BERT's uncased tokenizer in plain Java, written from its description (clean, space CJK, strip accents, lower case,
 * split at blanks and punctuation, longest match first), to check the native one against.
 */
final class WordPieceReference {

    private final Map<String, Object> vocabulary;
    private final int maxTokens;

    @SuppressWarnings("unchecked")
    WordPieceReference(String tokenizerJson, int maxTokens) {
        Map<String, Object> model =
                (Map<String, Object>) Json.readObject(tokenizerJson).get("model");
        this.vocabulary = (Map<String, Object>) model.get("vocab");
        this.maxTokens = maxTokens;
    }

    long[] ids(String text) {
        List<Long> ids = new ArrayList<>();
        ids.add(id("[CLS]"));
        for (String word : words(text)) {
            pieces(word, ids);
        }
        List<Long> kept = new ArrayList<>(ids.subList(0, Math.min(ids.size(), maxTokens - 1)));
        kept.add(id("[SEP]"));
        return kept.stream().mapToLong(Long::longValue).toArray();
    }

    private long id(String piece) {
        return (Long) vocabulary.get(piece);
    }

    private void pieces(String word, List<Long> ids) {
        int[] points = word.codePoints().toArray();
        List<Long> found = new ArrayList<>();
        for (int from = 0; from < points.length; ) {
            int to = points.length;
            String piece = null;
            while (to > from && piece == null) {
                String candidate = (from > 0 ? "##" : "") + new String(points, from, to - from);
                piece = vocabulary.containsKey(candidate) ? candidate : null;
                to -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                break;
            }
            found.add(id(piece));
            from = to;
            if (from == points.length && points.length <= 100) {
                ids.addAll(found);
                return;
            }
        }
        ids.add(id("[UNK]"));
    }

    private static List<String> words(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isBlank(c)) {
                clean.append(' ');
            } else if (isChinese(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
            } else if (c != 0xFFFD && !isControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        String plain = Normalizer.normalize(clean, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "")
                .toLowerCase(Locale.ROOT);
        StringBuilder spaced = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (isPunctuation(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
            } else {
                spaced.appendCodePoint(c);
            }
        });
        return List.of(spaced.toString().trim().split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isBlank(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }

    private static boolean isChinese(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    private static boolean isPunctuation(int c) {
        if ((c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }
}
