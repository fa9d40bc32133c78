// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property of users or of items that tells what they have in common, such as {@code item.year}.
 *
 * @param ofUsers whether it is one of users, not of items
 * @param property its name in the live graph
 */
public record ContextProperty(boolean ofUsers, String property) {
    private static final Pattern TEXT = Pattern.compile("(user|item)\\.(?:`([^`]+)`|([\\p{L}_][\\p{L}\\p{N}_]*))");

    /** Parses a text such as {@code item.year}; empty if it is not a property. */
    public static Optional<ContextProperty> of(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new ContextProperty(
                        matcher.group(1).equals("user"),
                        matcher.group(2) == null ? matcher.group(3) : matcher.group(2)))
                : Optional.empty();
    }

    /** Its name as a relation, such as {@code item.year}. */
    public String name() {
        return (ofUsers ? "user." : "item.") + property;
    }
}
