// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Identifier;
import org.graphrec.procedures.cypher.Pattern;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.DeclaredContext;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.PatternReading;

/**
 * The Cypher of a declaration: that by which `rec.graph.project` reads it, and that by which others read a part of the same. Everything
 * in it that users wrote was parsed, and stands between brackets and line breaks.
 */
public final class DeclaredQueries {
    /** What a pattern of relationships of any type calls its path. */
    static final String PATH = "__path";

    /** What a relation of a context begins with, and what it leads to. */
    static final String START = "__start";

    static final String END = "__end";

    static final String STRENGTH = "__w";

    private final Declaration declaration;

    /** Of a declaration. */
    public DeclaredQueries(Declaration declaration) {
        this.declaration = declaration;
    }

    /** Ids of users, from {@code $from} on and below {@code $to}, as {@code u}. */
    public String users() {
        return ids(declaration.users(), "u");
    }

    /** Ids of items, in the same way, as {@code i}. */
    public String items() {
        return ids(declaration.items(), "i");
    }

    private static String ids(NodeReading nodes, String column) {
        String variable = nodes.variable();
        return "MATCH (" + variable + ") WHERE " + range(variable) + " AND " + is(nodes) + " RETURN id(" + variable
                + ") AS " + column;
    }

    /** A vector property of items and its passport, by ids as above, as {@code i}, {@code v} and {@code p}. */
    public String vectors(String property, String passportProperty) {
        NodeReading items = declaration.items();
        return "MATCH (item) WHERE " + range("item") + " AND " + is(items) + " AND item." + Identifier.quoted(property)
                + " IS NOT NULL RETURN id(item) AS i, item." + Identifier.quoted(property) + " AS v, item."
                + Identifier.quoted(passportProperty) + " AS p";
    }

    /** What happened, by the ids of users as above: {@code u}, {@code i}, weight {@code w}, time {@code t}, and 1 for a like {@code l}. */
    public String interactions(PatternReading reading) {
        return match(reading, range("user") + " AND ") + " RETURN id(user) AS u, id(item) AS i, " + weight(reading)
                + " AS w, " + time(reading) + " AS t, " + like(reading) + " AS l";
    }

    /**
     * A relation of the context, by the ids of the users or items that it begins at: from {@code u} to {@code i}, with weight {@code w} and
     * time {@code t}.
     */
    public String relation(DeclaredContext relation) {
        return match(relation, range("user")) + " RETURN id(" + START + ") AS u, id(" + END + ") AS i, " + STRENGTH
                + " AS w, " + (declaration.timed() ? "1.0" : "null") + " AS t";
    }

    /** Another behaviour, as a relation of the context. */
    public String relation(PatternReading behaviour) {
        return match(behaviour, range("user") + " AND ") + " RETURN id(user) AS u, id(item) AS i, " + weight(behaviour)
                + " AS w, "
                + (declaration.timed() ? time(behaviour) : "null") + " AS t";
    }

    private static String range(String variable) {
        return "id(" + variable + ") >= $from AND id(" + variable + ") < $to";
    }

    /** The MATCH of a pattern; {@code condition} comes first and ends with AND, or is empty. */
    String match(PatternReading reading, String condition) {
        String where =
                reading.where() == null ? "" : " AND (\n" + reading.where().text() + "\n)";
        String unwritten = reading.pattern().lacking(PATH, WrittenTypes.MODEL);
        where += unwritten == null ? "" : " AND " + unwritten;
        return "MATCH " + path(reading.pattern()) + " WHERE " + condition + is(declaration.users()) + " AND "
                + is(declaration.items()) + where;
    }

    /** In the pattern the first node is {@code user}, even if it is an item, and the last node is {@code item}. */
    String match(DeclaredContext relation, String condition) {
        NodeReading from = relation.pattern().ofUsers() ? declaration.users() : declaration.items();
        Pattern pattern = relation.pattern().pattern();
        String unwritten = pattern.lacking(PATH, WrittenTypes.MODEL);
        String where = Stream.of(condition, unwritten == null ? "" : unwritten)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" AND "));
        return "MATCH " + path(pattern) + (where.isEmpty() ? "" : " WHERE " + where) + " WITH user AS "
                + from.variable() + ", item AS " + END + ", " + weight(relation.reading()) + " AS " + STRENGTH
                + " WHERE "
                + is(from) + agreeing(END) + " WITH " + from.variable() + " AS " + START + ", " + END + ", "
                + STRENGTH;
    }

    /** That a node is no user, or one who agrees; nothing where nobody was asked. */
    private String agreeing(String node) {
        return declaration.consent() == null
                ? ""
                : " AND all(user IN [" + node + "] WHERE NOT " + labels(declaration.users()) + " OR (\n"
                        + declaration.consent().text() + "\n))";
    }

    /** A pattern, with a name for its path where a condition needs it. */
    static String path(Pattern pattern) {
        return pattern.types().isEmpty() ? pattern.named(PATH) : pattern.text();
    }

    static String weight(PatternReading reading) {
        return call("rec.weight", reading.weight(), "1.0");
    }

    static String time(PatternReading reading) {
        return call("rec.time", reading.time(), "rec.time(null)");
    }

    static String like(PatternReading reading) {
        return reading.like() == null ? "1.0" : "CASE WHEN (\n" + reading.like().text() + "\n) THEN 1.0 ELSE 0.0 END";
    }

    private static String call(String function, Expression expression, String otherwise) {
        return expression == null ? otherwise : function + "(\n" + expression.text() + "\n)";
    }

    /** That a node has one of the labels, and what else must hold. */
    static String is(NodeReading nodes) {
        return nodes.where() == null
                ? labels(nodes)
                : labels(nodes) + " AND (\n" + nodes.where().text() + "\n)";
    }

    /** That a node has one of the labels. */
    static String labels(NodeReading nodes) {
        return nodes.labels().stream()
                .map(label -> nodes.variable() + ":" + Identifier.quoted(label))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
