// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.procedures.cypher.ProjectionQuery.NotUnderstood;

/** Puts the parts of a projection's query together; used once. */
final class ProjectionGuess {
    /** Keys of the data's configuration; those about nodes say nothing of interactions. */
    private static final Set<String> KEYS = Set.of(
            "sourceNodeLabels",
            "targetNodeLabels",
            "sourceNodeProperties",
            "targetNodeProperties",
            "relationshipType",
            "relationshipProperties");

    /** Keys of the call's configuration that change no relationship. */
    private static final Set<String> HARMLESS =
            Set.of("readConcurrency", "jobId", "memory", "sudo", "username", "logProgress");

    private final List<CypherTokens> arguments;
    private final Renaming renaming;
    private final Pattern pattern;
    private final String where;
    private final Columns columns;

    ProjectionGuess(
            List<CypherTokens> patterns,
            List<CypherTokens> predicates,
            CypherTokens grouping,
            List<CypherTokens> arguments) {
        if (arguments.size() < 3 || arguments.size() > 5) {
            throw new NotUnderstood();
        }
        this.arguments = arguments;
        checkName(arguments.get(0));
        renaming = new Renaming(variable(arguments.get(1)), variable(arguments.get(2)));
        if (renaming.source().equals(renaming.target())) {
            throw new NotUnderstood();
        }
        pattern = new ProjectionPath(patterns, renaming).pattern();
        where = where(predicates);
        columns = new Columns(grouping, renaming);
        checkConfiguration();
    }

    Guess guess() {
        Map<String, CypherTokens> data = arguments.size() < 4 ? Map.of() : entries(arguments.get(3), 0, KEYS);
        Properties properties = new Properties();
        if (data.containsKey("relationshipProperties")) {
            properties.read(data.get("relationshipProperties"));
        }
        NodePattern left = pattern.nodes().get(0);
        NodePattern right = pattern.nodes().get(pattern.hops());
        return new Guess(
                pattern.text(),
                where,
                properties.expressions,
                properties.aggregate,
                label(pattern.fromUser() ? left : right, data.get("sourceNodeLabels"), renaming.source()),
                label(pattern.fromUser() ? right : left, data.get("targetNodeLabels"), renaming.target()),
                type(data.get("relationshipType")));
    }

    private static void checkName(CypherTokens name) {
        Token only = name.get(0);
        boolean known = name.size() == 1 && (only.kind() == Token.Kind.STRING || only.kind() == Token.Kind.PARAMETER);
        if (!known) {
            throw new NotUnderstood();
        }
    }

    private static String variable(CypherTokens part) {
        if (part.size() != 1 || !part.named(0) || Words.literal(part.get(0))) {
            throw new NotUnderstood();
        }
        return part.get(0).name();
    }

    private void checkConfiguration() {
        if (arguments.size() == 5) {
            entries(arguments.get(4), 0, HARMLESS);
        }
        for (CypherTokens argument : arguments.subList(1, arguments.size())) {
            if (argument.list().stream().anyMatch(token -> token.kind() == Token.Kind.PARAMETER)) {
                throw new NotUnderstood();
            }
        }
    }

    private String where(List<CypherTokens> predicates) {
        StringBuilder all = new StringBuilder();
        for (CypherTokens predicate : predicates) {
            String one = expression(predicate);
            all.append(all.length() > 0 ? " AND " : "").append(predicates.size() > 1 ? "(" + one + ")" : one);
        }
        return all.length() == 0 ? null : all.toString();
    }

    /** An expression over the path, with the new names. */
    private String expression(CypherTokens part) {
        Expression expression = Expression.parse(renaming.text(part), false);
        for (String variable : expression.variables()) {
            if (!pattern.variables().contains(variable)
                    && !expression.introduced().contains(variable)) {
                throw new NotUnderstood();
            }
        }
        return expression.text();
    }

    /** The values of a literal map that begins at a token and ends with the part. */
    private static Map<String, CypherTokens> entries(CypherTokens map, int from, Set<String> known) {
        if (!map.is(from, "{") || map.partner(from) != map.size() - 1) {
            throw new NotUnderstood();
        }
        Map<String, CypherTokens> entries = new LinkedHashMap<>();
        for (CypherTokens entry : map.part(from + 1, map.size() - 1).split()) {
            boolean pair = entry.named(0) && entry.is(1, ":") && entry.size() > 2;
            if (!pair || (known != null && !known.contains(entry.get(0).name()))) {
                throw new NotUnderstood();
            }
            if (entries.put(entry.get(0).name(), entry.part(2, entry.size())) != null) {
                throw new NotUnderstood();
            }
        }
        return entries;
    }

    /** The one label of an end: that of the pattern, else the one that the projection names. */
    private static String label(NodePattern end, CypherTokens named, String variable) {
        if (end.labels() != null) {
            CypherTokens labels = CypherTokens.of(end.labels());
            return labels.size() == 1 && labels.named(0) ? labels.get(0).name() : null;
        }
        if (named == null || labelsOf(variable, named)) {
            return null;
        }
        boolean listed = named.is(0, "[") && named.size() == 3;
        Token literal = named.get(listed ? 1 : 0);
        return (listed || named.size() == 1) && literal.kind() == Token.Kind.STRING ? literal.value() : null;
    }

    private static boolean labelsOf(String variable, CypherTokens call) {
        return call.size() == 4
                && call.word(0, "labels")
                && call.is(1, "(")
                && call.named(2)
                && call.get(2).name().equals(variable);
    }

    private String type(CypherTokens type) {
        if (type == null) {
            return null;
        }
        if (type.size() == 1 && type.get(0).kind() == Token.Kind.STRING) {
            return type.get(0).value();
        }
        boolean ofRelationship = type.size() == 4
                && type.word(0, "type")
                && type.is(1, "(")
                && pattern.hops() == 1
                && type.named(2)
                && type.get(2).name().equals(pattern.relationships().get(0).variable());
        if (!ofRelationship) {
            throw new NotUnderstood();
        }
        return null;
    }

    /** The relationship properties of the projection. */
    private final class Properties {
        private final Map<String, String> expressions = new LinkedHashMap<>();
        private String aggregate;

        void read(CypherTokens value) {
            if (value.named(0) && value.is(1, "{")) {
                readProjection(value);
            } else {
                Map<String, CypherTokens> entries = entries(value, 0, null);
                entries.forEach(this::add);
                boolean mixed = aggregate != null
                        && entries.values().stream().anyMatch(entry -> !aggregate.equals(columns.kind(entry)));
                if (mixed) {
                    throw new NotUnderstood();
                }
            }
        }

        /** {@code r {.a, b: r.c}}. */
        private void readProjection(CypherTokens value) {
            if (columns.aggregating() || value.partner(1) != value.size() - 1) {
                throw new NotUnderstood();
            }
            for (CypherTokens entry : value.part(2, value.size() - 1).split()) {
                if (entry.size() == 2 && entry.is(0, ".") && entry.named(1)) {
                    CypherTokens property = CypherTokens.of(
                            value.get(0).text() + "." + entry.get(1).text());
                    expressions.put(entry.get(1).name(), expression(property));
                } else if (entry.named(0) && entry.is(1, ":")) {
                    add(entry.get(0).name(), entry.part(2, entry.size()));
                } else {
                    throw new NotUnderstood();
                }
            }
        }

        private void add(String key, CypherTokens value) {
            String kind = columns.kind(value);
            if (kind != null) {
                aggregate = kind;
                expressions.put(key, columns.inner(value) == null ? "1" : expression(columns.inner(value)));
            } else {
                columns.checkPassed(value);
                expressions.put(key, expression(value));
            }
        }
    }
}
