// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;

/** Resolves <code>${...}</code> in a POM from its coordinates, its properties and those of its ancestors. */
final class PomExpressions {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^${}]+)}");
    private static final int MAX_DEPTH = 10;
    private static final int MAX_LENGTH = 1_000;

    private final Map<String, Model> known;

    /** Knows all POMs by their {@link #id}. */
    PomExpressions(Map<String, Model> known) {
        this.known = known;
    }

    /** The text with all expressions replaced, or empty where one of them is unknown or the text gets too long. */
    Optional<String> resolve(Model pom, String text) {
        String resolved = text;
        for (int depth = 0; depth < MAX_DEPTH && resolved.contains("${"); depth++) {
            var replaced = new StringBuilder();
            Matcher matcher = EXPRESSION.matcher(resolved);
            while (matcher.find()) {
                Optional<String> value = value(pom, matcher.group(1).strip());
                if (value.isEmpty() || replaced.length() > MAX_LENGTH) {
                    return Optional.empty();
                }
                matcher.appendReplacement(replaced, Matcher.quoteReplacement(value.get()));
            }
            resolved = matcher.appendTail(replaced).toString();
        }
        // what is left is a circle, or no expression at all
        return resolved.contains("${") || resolved.length() > MAX_LENGTH ? Optional.empty() : Optional.of(resolved);
    }

    private Optional<String> value(Model pom, String name) {
        String own = own(pom).getOrDefault(name.replaceFirst("^(project|pom)\\.", ""), "");
        return own.isEmpty() ? property(pom, name) : Optional.of(own);
    }

    private static Map<String, String> own(Model pom) {
        Map<String, String> values = new HashMap<>(Map.of(
                "groupId", pom.getGroupId(),
                "artifactId", pom.getArtifactId(),
                "version", pom.getVersion(),
                "name", pom.getName()));
        Parent parent = pom.getParent();
        if (parent != null) {
            values.put("parent.groupId", parent.getGroupId());
            values.put("parent.artifactId", parent.getArtifactId());
            values.put("parent.version", parent.getVersion());
        }
        return values;
    }

    private Optional<String> property(Model pom, String name) {
        Model ancestor = pom;
        for (int depth = 0; depth < MAX_DEPTH && ancestor != null; depth++) {
            String value = ancestor.getProperties().getProperty(name);
            if (value != null) {
                return Optional.of(value);
            }
            Parent parent = ancestor.getParent();
            ancestor = parent == null ? null : known.get(id(parent));
        }
        return Optional.empty();
    }

    /** Group, artifact and version as written. */
    static String id(Model pom) {
        return String.join(":", List.of(pom.getGroupId(), pom.getArtifactId(), pom.getVersion()));
    }

    private static String id(Parent parent) {
        return String.join(":", List.of(parent.getGroupId(), parent.getArtifactId(), parent.getVersion()));
    }
}
