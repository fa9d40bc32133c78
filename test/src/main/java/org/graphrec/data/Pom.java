package org.graphrec.data;

import java.util.List;
import java.util.Map;

/**
 * What a POM file itself says, before any expression is resolved; what it leaves out is empty.
 *
 * @param parent the parent's coordinates, or null
 * @param dependencies direct ones; those of dependencyManagement, plugins and profiles are not among them
 */
record Pom(
        Coordinates parent,
        Coordinates own,
        String packaging,
        String name,
        String description,
        Map<String, String> properties,
        List<Dependency> dependencies) {

    /** Group, artifact and version as written, possibly with expressions, possibly empty. */
    record Coordinates(String groupId, String artifactId, String version) {}

    /** A direct dependency as written. */
    record Dependency(String groupId, String artifactId, String scope) {}

    Pom {
        properties = Map.copyOf(properties);
        dependencies = List.copyOf(dependencies);
    }

    /** The coordinates, with what is left out taken from the parent, as Maven does. */
    Coordinates coordinates() {
        return parent == null
                ? own
                : new Coordinates(
                        own.groupId().isEmpty() ? parent.groupId() : own.groupId(),
                        own.artifactId(),
                        own.version().isEmpty() ? parent.version() : own.version());
    }
}
