package org.graphrec.data;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves <code>${...}</code> in a POM from its coordinates, its properties and those of its ancestors. */
final class PomExpressions {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^${}]+)}");
    private static final int MAX_DEPTH = 10;

    private final Map<Pom.Coordinates, Pom> known;

    /** Knows all POMs by their coordinates as written. */
    PomExpressions(Map<Pom.Coordinates, Pom> known) {
        this.known = known;
    }

    /** The text with all expressions replaced, or empty where one of them is unknown. */
    Optional<String> resolve(Pom pom, String text) {
        String resolved = text;
        for (int depth = 0; depth < MAX_DEPTH && resolved.contains("${"); depth++) {
            var replaced = new StringBuilder();
            Matcher matcher = EXPRESSION.matcher(resolved);
            while (matcher.find()) {
                Optional<String> value = value(pom, matcher.group(1).strip());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                matcher.appendReplacement(replaced, Matcher.quoteReplacement(value.get()));
            }
            resolved = matcher.appendTail(replaced).toString();
        }
        // what is left is a circle, or no expression at all
        return resolved.contains("${") || resolved.length() > 1_000 ? Optional.empty() : Optional.of(resolved);
    }

    private Optional<String> value(Pom pom, String name) {
        Pom.Coordinates coordinates = pom.coordinates();
        String plain = name.replaceFirst("^(project|pom)\\.", "");
        String own = switch (plain) {
            case "groupId" -> coordinates.groupId();
            case "artifactId" -> coordinates.artifactId();
            case "version" -> coordinates.version();
            case "name" -> pom.name();
            case "parent.groupId" -> pom.parent() == null ? "" : pom.parent().groupId();
            case "parent.artifactId" -> pom.parent() == null ? "" : pom.parent().artifactId();
            case "parent.version" -> pom.parent() == null ? "" : pom.parent().version();
            default -> "";
        };
        return own.isEmpty() ? property(pom, name) : Optional.of(own);
    }

    private Optional<String> property(Pom pom, String name) {
        Pom ancestor = pom;
        for (int depth = 0; depth < MAX_DEPTH && ancestor != null; depth++) {
            String value = ancestor.properties().get(name);
            if (value != null) {
                return Optional.of(value);
            }
            ancestor = ancestor.parent() == null ? null : known.get(ancestor.parent());
        }
        return Optional.empty();
    }
}
