// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.procedures.cypher.Identifier;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.DeclaredContext;
import org.graphrec.procedures.reading.DeclaredInteraction;
import org.graphrec.procedures.reading.PatternReading;

/**
 * A declaration as the Cypher projection that GDS makes of it. Everything in it that users wrote was parsed, and stands between
 * brackets and line breaks.
 */
final class DeclaredProjection {
    private static final String NOTHING = "null AS __t, null AS __type, null AS __p";

    private final Declaration declaration;

    DeclaredProjection(Declaration declaration) {
        this.declaration = declaration;
    }

    /** The query; it returns GDS's own account of the projection as {@code graph}. */
    String query() {
        List<String> parts = new ArrayList<>();
        // nodes come first, so that they have their properties however they are met again
        parts.add("MATCH (item) WHERE " + DeclaredQueries.is(declaration.items()) + " RETURN item AS __s, " + NOTHING
                + ", " + itemProperties() + " AS __n");
        parts.add("MATCH (user) WHERE " + DeclaredQueries.is(declaration.users()) + " RETURN user AS __s, " + NOTHING
                + ", null AS __n");
        for (DeclaredInteraction interaction : declaration.interactions()) {
            parts.add(interactions(interaction.reading()));
        }
        for (DeclaredContext relation : declaration.context()) {
            parts.add(relation(relation));
        }
        return "CALL {\n" + String.join("\nUNION ALL\n", parts) + "\n}\n"
                + "WITH __s, __t, __type, __p, __n\n"
                + "RETURN gds.graph.project($graphName, __s, __t, {"
                + "sourceNodeLabels: [l IN labels(__s) WHERE l IN $labels], "
                + "targetNodeLabels: CASE WHEN __t IS NULL THEN null ELSE [l IN labels(__t) WHERE l IN $labels] END"
                + (declaration.itemProperties().isEmpty()
                        ? ""
                        : ", sourceNodeProperties: __n, targetNodeProperties: null")
                + ", relationshipType: __type"
                + (properties().isEmpty() ? "" : ", relationshipProperties: __p")
                + "}, {readConcurrency: $concurrency}) AS graph";
    }

    /** The parameters of the query. */
    Map<String, Object> parameters(String graphName, int concurrency) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("graphName", graphName);
        parameters.put("labels", declaration.labels());
        parameters.put("concurrency", (long) concurrency);
        return parameters;
    }

    private String interactions(PatternReading reading) {
        return new DeclaredQueries(declaration).match(reading, "") + " RETURN user AS __s, item AS __t, '"
                + escaped(reading.name()) + "' AS __type, " + properties(reading) + " AS __p, null AS __n";
    }

    private String relation(DeclaredContext relation) {
        return new DeclaredQueries(declaration).match(relation, "") + " RETURN "
                + DeclaredQueries.START + " AS __s, " + DeclaredQueries.END + " AS __t, '" + escaped(relation.name())
                + "' AS __type, "
                + properties().stream()
                        .map(name ->
                                name + (name.equals(PatternReading.WEIGHT) ? ": " + DeclaredQueries.STRENGTH : ": 1.0"))
                        .collect(Collectors.joining(", ", "{", "}"))
                + " AS __p, null AS __n";
    }

    private List<String> properties() {
        List<String> names = new ArrayList<>();
        if (declaration.weighted() || declaration.context().stream().anyMatch(relation -> relation.weight() != null)) {
            names.add(PatternReading.WEIGHT);
        }
        if (declaration.timed()) {
            names.add(PatternReading.TIME);
        }
        if (declaration.saysLikes()) {
            names.add(PatternReading.LIKE);
        }
        return names;
    }

    private String properties(PatternReading reading) {
        return properties().stream()
                .map(name -> name + ": " + value(name, reading))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String value(String name, PatternReading reading) {
        return switch (name) {
            case PatternReading.WEIGHT -> DeclaredQueries.weight(reading);
            case PatternReading.TIME -> DeclaredQueries.time(reading);
            default -> DeclaredQueries.like(reading);
        };
    }

    private String itemProperties() {
        return declaration.itemProperties().stream()
                .map(property -> Identifier.quoted(property) + ": item." + Identifier.quoted(property))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
