// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.graphrec.fixtures.Cypher;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * A procedure or function as the server shows it.
 *
 * @param name with its namespace
 * @param mode READ, WRITE, SCHEMA, or FUNCTION
 * @param admin whether administrators alone may call it
 * @param description one or more sentences
 * @param signature its arguments and what it returns
 * @param arguments in order
 * @param columns what it yields; empty for a function
 */
record Callable(
        String name,
        String mode,
        boolean admin,
        String description,
        String signature,
        List<Column> arguments,
        List<Column> columns) {
    private static final Set<String> MODES = Set.of("stream", "stats", "mutate", "write");

    /** An argument or a column: its name and Neo4j type. */
    record Column(String name, String type) {
        static Column of(Value map) {
            return new Column(map.get("name").asString(), map.get("type").asString());
        }
    }

    /** All of the server, in the order of their names. */
    static List<Callable> all(Cypher cypher) {
        Stream<Callable> procedures =
                cypher.rows("SHOW PROCEDURES YIELD * WHERE name STARTS WITH 'rec.' RETURN * ORDER BY name").stream()
                        .map(row -> of(
                                row,
                                row.get("mode").asString(),
                                row.get("returnDescription").asList(Column::of)));
        Stream<Callable> functions = cypher
                .rows("SHOW USER DEFINED FUNCTIONS YIELD * WHERE name STARTS WITH 'rec.' RETURN * ORDER BY name")
                .stream()
                .map(row -> of(row, "FUNCTION", List.of()));
        return Stream.concat(procedures, functions).toList();
    }

    private static Callable of(Record row, String mode, List<Column> columns) {
        return new Callable(
                row.get("name").asString(),
                mode,
                !mode.equals("FUNCTION") && row.get("admin").asBoolean(false),
                row.get("description").asString(),
                row.get("signature").asString(),
                row.get("argumentDescription").asList(Column::of),
                columns);
    }

    boolean isEstimate() {
        return name.endsWith(".estimate");
    }

    boolean isConfigured() {
        return arguments.stream().anyMatch(argument -> argument.name().equals("configuration"));
    }

    /** The name without the mode at its end, by which the modes of one thing stand together. */
    String family() {
        String base = isEstimate() ? name.substring(0, name.length() - ".estimate".length()) : name;
        String last = base.substring(base.lastIndexOf('.') + 1);
        return MODES.contains(last) ? base.substring(0, base.length() - last.length() - 1) : base;
    }

    /** What the name has after its family, or the name where it has nothing. */
    String variant() {
        return name.equals(family()) ? name : name.substring(family().length() + 1);
    }

    /** A call with this configuration, and with something that does not exist for every other argument. */
    String call(String configuration) {
        StringBuilder call = new StringBuilder();
        StringBuilder list = new StringBuilder();
        for (Column argument : arguments) {
            if (argument.type().equals("NODE") && call.isEmpty()) {
                call.append("CREATE (n) WITH n ");
            }
            list.append(list.isEmpty() ? "" : ", ")
                    .append(argument.name().equals("configuration") ? configuration : placeholder(argument.type()));
        }
        String columnNames = columns.stream()
                .map(Column::name)
                .filter(column -> !column.equals("n"))
                .findFirst()
                .orElseThrow();
        return call + "CALL " + name + "(" + list + ") YIELD " + columnNames + " RETURN count(*)";
    }

    private static String placeholder(String type) {
        return Map.of(
                        "STRING", "'Nowhere'",
                        "NODE", "n",
                        "INTEGER", "1",
                        "FLOAT", "1.0",
                        "NUMBER", "1",
                        "BOOLEAN", "true",
                        "MAP", "{}")
                .getOrDefault(type, type.startsWith("LIST") ? "[]" : "'Nowhere'");
    }
}
