// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.time.temporal.Temporal;
import org.graphrec.procedures.reading.Values;

/** What some values of one property look like. */
final class PropertyFacts {
    private int values;
    private int numbers;
    private int moments;
    private int texts;
    private int digits;
    private int words;
    private long letters;

    void add(Object value) {
        values++;
        if (value instanceof Number) {
            numbers++;
        } else if (value instanceof Temporal) {
            moments++;
        } else if (value instanceof String text) {
            add(text);
        }
    }

    /** A text may be a date or a number, as files of comma-separated values leave them. */
    private void add(String text) {
        if (Double.isNaN(Values.time(text))) {
            texts++;
            letters += text.length();
            words += text.strip().contains(" ") ? 1 : 0;
        } else if (text.indexOf('-', 1) > 0) {
            moments++;
        } else {
            digits++;
        }
    }

    boolean numeric() {
        return numbers == values;
    }

    /** Numbers in texts. */
    boolean numericTexts() {
        return digits == values;
    }

    boolean temporal() {
        return moments == values;
    }

    /** Text in words: what has no spaces is a key, a code or an address. */
    boolean prose() {
        return texts == values && words * 4 >= texts;
    }

    /** The mean number of characters. */
    double length() {
        return texts == 0 ? 0 : (double) letters / texts;
    }
}
