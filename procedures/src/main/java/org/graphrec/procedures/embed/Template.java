// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.procedures.config.Config;

/**
 * A text with the names of properties in braces, such as {@code '{title}. {plot}'}.
 *
 * @param literals the text around the names; one more than names
 * @param names the properties in the order of their places, a name as often as it stands
 */
public record Template(List<String> literals, List<String> names) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    public Template {
        literals = List.copyOf(literals);
        names = List.copyOf(names);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it names no property
     */
    static Template parse(String text) {
        List<String> literals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int end = 0;
        while (places.find()) {
            literals.add(text.substring(end, places.start()));
            names.add(places.group(1).strip());
            end = places.end();
        }
        literals.add(text.substring(end));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("The value of `template` must name properties in braces,"
                    + " such as `{title}. {plot}`, but was `" + Config.shown(text) + "`.");
        }
        return new Template(literals, names);
    }

    /** The text with each place filled; empty when every property is. */
    String fill(UnaryOperator<String> property) {
        StringBuilder text = new StringBuilder(literals.get(0));
        boolean empty = true;
        for (int place = 0; place < names.size(); place++) {
            String value = property.apply(names.get(place));
            empty &= value.isBlank();
            text.append(value).append(literals.get(place + 1));
        }
        return empty ? "" : text.toString().strip();
    }
}
