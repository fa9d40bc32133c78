// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.version} and {@code rec.list}. */
public final class AboutProcedures extends CallContext {
    private static final String QUERY = """
            SHOW PROCEDURES YIELD name, description, signature
            WHERE name STARTS WITH 'rec.' AND name CONTAINS $filter
            RETURN name, description, signature ORDER BY name""";

    /** A row of `rec.version`. */
    public record VersionRow(String version) {}

    /** A row of `rec.list`. */
    public record ListRow(String name, String description, String signature, String type) {}

    @Procedure(name = "rec.version", mode = Mode.READ)
    @Description("The version of Graph Recommender.")
    public Stream<VersionRow> version() {
        return call("rec.version").row((call, nothing) -> new VersionRow(Version.text()));
    }

    @Procedure(name = "rec.list", mode = Mode.READ)
    @Description("Lists the procedures and functions of Graph Recommender whose name contains the filter.")
    public Stream<ListRow> list(@Name(value = "filter", defaultValue = "") String filter) {
        String given = filter == null ? "" : filter;
        return call("rec.list").stream(
                (call, nothing) -> Stream.concat(rows("procedure", given), rows("function", given)));
    }

    private Stream<ListRow> rows(String type, String filter) {
        String query =
                type.equals("procedure") ? QUERY : QUERY.replace("SHOW PROCEDURES", "SHOW USER DEFINED FUNCTIONS");
        return transaction.execute(query, Map.of("filter", filter)).stream()
                .map(row -> new ListRow(
                        (String) row.get("name"),
                        (String) row.get("description"),
                        (String) row.get("signature"),
                        type));
    }
}
