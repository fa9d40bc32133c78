// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Locale;

/** HTML as it is written. Text is escaped; what is raw is said to be. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Markup of ours, as it is. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Markup of ours with texts for each {@code %s}, which are escaped. */
    Html raw(String markup, Object... texts) {
        Object[] escaped = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = escaped(String.valueOf(texts[i]));
        }
        html.append(String.format(Locale.ROOT, markup, escaped));
        return this;
    }

    /** A text, escaped for content and for attributes in double quotes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
