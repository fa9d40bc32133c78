// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.ArrayList;
import java.util.List;

/** Fifty texts as different as users' texts are: empty, very long, emoji, many scripts, markup, numbers. */
final class VariedTexts {

    private VariedTexts() {}

    static List<String> fifty() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "a",
                "Toy Story (1995)",
                "A cowboy doll is profoundly threatened when a new spaceman action figure supplants him.",
                "The quick brown fox jumps over the lazy dog.",
                "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG!!!",
                "   leading and trailing blanks   ",
                "line one\nline two\r\nline three\ttabbed",
                "\u4f60\u597d\uff0c\u4e16\u754c\u3002\u8fd9\u662f\u4e00\u90e8\u5173\u4e8e\u6210\u957f\u7684\u7535\u5f71\u3002",
                "\u6771\u4eac\u30bf\u30ef\u30fc\u306f\u9ad8\u3044\u3067\u3059",
                "\ud55c\uad6d\uc5b4 \ubb38\uc7a5\uc785\ub2c8\ub2e4.",
                "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440! \u041a\u0430\u043a \u0434\u0435\u043b\u0430?",
                "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
                "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
                "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e",
                "\u03b3\u03b5\u03b9\u03b1 \u03c3\u03bf\u03c5 \u03ba\u03cc\u03c3\u03bc\u03b5",
                "\ud83d\ude00",
                "I \u2764\ufe0f graphs \ud83d\ude80\ud83d\ude80 and \ud83d\udc69\u200d\ud83d\udcbb people",
                "\ud83c\udde9\ud83c\uddea \ud83c\uddeb\ud83c\uddf7 \ud83c\uddef\ud83c\uddf5 flags",
                "Caf\u00e9 cr\u00e8me br\u00fbl\u00e9e, na\u00efve fa\u00e7ade, \u00dcbergr\u00f6\u00dfe, \u0141\u00f3d\u017a",
                "e\u0301a\u0300 combining marks",
                "stra\u00dfe \u0130stanbul \u0131",
                "https://example.org/path?query=1&x=%20y#fragment",
                "someone@example.org wrote on 2026-11-25 at 09:30:00",
                "3.14159 2,718 1e-9 -42 0x1F 1/2 50% $9.99 \u20ac5",
                "<p>Some <b>bold</b> text &amp; an entity</p>",
                "SELECT * FROM users WHERE name = 'x'; -- comment",
                "MATCH (u:User)-[:RATED]->(m:Movie) RETURN m.title LIMIT 10",
                "public static void main(String[] args) { System.out.println(\"hi\"); }",
                "camelCase snake_case kebab-case dotted.name",
                "don't can't won't it's o'clock",
                "\u201cquoted\u201d \u2018single\u2019 \u2013 en dash \u2014 em dash \u2026 ellipsis",
                "\u00a9 \u00ae \u2122 \u00b0 \u00b1 \u00d7 \u00f7 \u221e \u2248 \u2211",
                "zero\u200bwidth\u200djoiner\ufeffmark",
                "non\u00a0breaking\u3000ideographic\u2003em",
                "control\u0007bell\u001bescape",
                "replacement \ufffd character",
                "x".repeat(99),
                "x".repeat(100),
                "x".repeat(101),
                "supercalifragilisticexpialidocious antidisestablishmentarianism",
                "word ".repeat(253).trim(),
                "word ".repeat(254).trim(),
                "word ".repeat(255).trim(),
                "The tax law of the year was amended. ".repeat(400),
                "\u7535\u5f71".repeat(3000),
                "\ud83d\ude80 launch ".repeat(500)));
        texts.add("apache commons compress: defines an API for working with compression and archive formats");
        texts.add("A logging facade; the end user plugs in the framework at deployment time.");
        texts.add("mixed \u4e2d\u6587 and English with \ud83d\ude80 and 42 numbers, \u00e9t\u00e9");
        return texts;
    }
}
