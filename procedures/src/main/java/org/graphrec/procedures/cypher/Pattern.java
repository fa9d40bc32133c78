// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One connected path between {@code (user)} and {@code (item)}, over any number of nodes in between. Like an
 * {@link Expression} it reads and does nothing else, and stays one path whatever statement it is put into.
 */
public final class Pattern {
    static final String USER = "user";
    static final String ITEM = "item";

    private final String text;
    private final List<NodePattern> nodes;
    private final List<RelationshipPattern> relationships;
    private final List<String> plainTypes;

    Pattern(String text, List<NodePattern> nodes, List<RelationshipPattern> relationships, List<String> plainTypes) {
        this.text = text;
        this.nodes = List.copyOf(nodes);
        this.relationships = List.copyOf(relationships);
        this.plainTypes = plainTypes;
    }

    /**
     * Reads a pattern.
     *
     * @param text at most 10,000 characters, such as {@code (user)-[:PLACED]->(:Order)-[c:CONTAINS]->(item)}
     * @throws CypherProblem where it is no path between {@code user} and {@code item}, more than one, of no bounded length, or
     *     could do anything but read
     */
    public static Pattern parse(String text) {
        return new PatternParser(CypherTokens.of(text)).pattern();
    }

    /** The pattern on one line, without comments. */
    public String text() {
        return text;
    }

    /** The pattern with a name for its path, as MATCH takes it. */
    public String named(String path) {
        return Identifier.quoted(path) + " = " + text;
    }

    /** The nodes from left to right. */
    public List<NodePattern> nodes() {
        return nodes;
    }

    /** The relationships from left to right, one fewer than nodes. */
    public List<RelationshipPattern> relationships() {
        return relationships;
    }

    /** Relationships from end to end; one of variable length counts once. */
    public int hops() {
        return relationships.size();
    }

    /** The types of its relationships; empty where one of them may be any. */
    public List<String> types() {
        return relationships.stream().anyMatch(one -> one.typeNames().isEmpty())
                ? List.of()
                : relationships.stream()
                        .flatMap(one -> one.typeNames().stream())
                        .distinct()
                        .toList();
    }

    /**
     * A predicate over a path of this pattern: no relationship has a property, but for those of types that the pattern names. Null
     * where it names the types of all.
     *
     * @param path the path's name
     */
    public String lacking(String path, String property) {
        if (!types().isEmpty()) {
            return null;
        }
        String named = relationships.stream()
                .flatMap(one -> one.typeNames().stream())
                .distinct()
                .map(type -> "'" + type.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        return "none(__r IN relationships(" + Identifier.quoted(path) + ") WHERE __r." + Identifier.quoted(property)
                + " IS NOT NULL AND NOT type(__r) IN " + named + ")";
    }

    /** The names that the pattern gives to nodes and relationships. */
    public Set<String> variables() {
        Set<String> variables = new LinkedHashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            add(variables, nodes.get(i).variable());
            if (i < relationships.size()) {
                add(variables, relationships.get(i).variable());
            }
        }
        return variables;
    }

    private static void add(Set<String> variables, String variable) {
        if (variable != null) {
            variables.add(variable);
        }
    }

    /** Whether the user is on the left. */
    public boolean fromUser() {
        return USER.equals(nodes.get(0).variable());
    }

    /**
     * What a path of one relationship asks, where it asks for types and a direction and nothing else.
     *
     * @param types the names of the types, any of which it may have; empty: any type
     * @param direction seen from the user
     * @param relationshipVariable the relationship's name, or null
     */
    public record Plain(List<String> types, Direction direction, String relationshipVariable) {
        public Plain {
            types = List.copyOf(types);
        }
    }

    /** The pattern as types and a direction, where it says nothing more. */
    public Optional<Plain> plain() {
        if (hops() != 1 || plainTypes == null || !nodes.stream().allMatch(NodePattern::any)) {
            return Optional.empty();
        }
        RelationshipPattern only = relationships.get(0);
        if (only.properties() != null || only.where() != null || only.length() != null) {
            return Optional.empty();
        }
        Direction direction = fromUser() ? only.direction() : only.direction().reversed();
        return Optional.of(new Plain(plainTypes, direction, only.variable()));
    }

    @Override
    public String toString() {
        return text;
    }
}
