// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;

/** What a value of the graph is as a weight or a time; the same for a projection and for the live graph. */
public final class Values {
    private static final double NANOS = 1e9;

    private Values() {}

    /** A number as it is; true is 1 and false is 0; else NaN. */
    public static double weight(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Boolean flag ? (flag ? 1 : 0) : Double.NaN;
    }

    /**
     * A number as it is; a date or a time as seconds since 1970 (of the day, for a time without a date), to about a microsecond; a
     * text that is one of these, likewise; else NaN.
     */
    public static double time(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Temporal temporal) {
            return seconds(temporal);
        }
        return value instanceof String text ? ofText(text.strip()) : Double.NaN;
    }

    /** Whether a value is there and cannot be read as a weight. */
    public static boolean badWeight(Object value) {
        return value != null && !(Math.abs(weight(value)) < Float.MAX_VALUE);
    }

    private static double seconds(Temporal temporal) {
        if (temporal instanceof ZonedDateTime time) {
            return seconds(time.toEpochSecond(), time.getNano());
        }
        if (temporal instanceof OffsetDateTime time) {
            return seconds(time.toEpochSecond(), time.getNano());
        }
        if (temporal instanceof Instant time) {
            return seconds(time.getEpochSecond(), time.getNano());
        }
        if (temporal instanceof LocalDateTime time) {
            return seconds(time.atOffset(ZoneOffset.UTC));
        }
        if (temporal instanceof LocalDate day) {
            return seconds(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC), 0);
        }
        if (temporal instanceof LocalTime || temporal instanceof OffsetTime) {
            return temporal.getLong(ChronoField.NANO_OF_DAY) / NANOS;
        }
        return Double.NaN;
    }

    private static double seconds(long seconds, int nanos) {
        return seconds + nanos / NANOS;
    }

    private static double ofText(String text) {
        try {
            if (text.length() <= "2026-11-29".length()) {
                return text.indexOf('-', 1) > 0 ? seconds(LocalDate.parse(text)) : Double.parseDouble(text);
            }
            String iso = text.replace(' ', 'T');
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return zoned ? seconds(OffsetDateTime.parse(iso)) : seconds(LocalDateTime.parse(iso));
        } catch (DateTimeException | NumberFormatException none) {
            return Double.NaN;
        }
    }
}
