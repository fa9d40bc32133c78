// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.graphrec.procedures.cypher.ProjectionQuery.NotUnderstood;
import org.graphrec.procedures.cypher.Roles.Role;

/** What the WITH before the call passes on. */
final class Columns {
    private final Map<String, String> aggregates = new HashMap<>();
    private final Map<String, CypherTokens> inner = new HashMap<>();
    private final Set<String> passed = new HashSet<>();
    private final boolean all;

    Columns(CypherTokens grouping, Renaming renaming) {
        all = grouping == null;
        if (all) {
            return;
        }
        for (CypherTokens column : grouping.split()) {
            if (column.size() == 1 && column.named(0)) {
                passed.add(column.get(0).name());
            } else {
                addAggregate(column);
            }
        }
        boolean ends = passed.contains(renaming.source()) && passed.contains(renaming.target());
        if (!ends || (aggregating() && passed.size() > 2)) {
            throw new NotUnderstood();
        }
    }

    private void addAggregate(CypherTokens column) {
        int end = column.partner(1);
        boolean known = (column.word(0, "sum") || column.word(0, "max") || column.word(0, "count"))
                && column.is(1, "(")
                && end == column.size() - 3
                && column.word(end + 1, "AS")
                && column.named(end + 2)
                && !column.word(2, "DISTINCT")
                && (column.word(0, "count") || !column.is(2, "*"));
        if (!known || aggregates.containsKey(column.get(end + 2).name())) {
            throw new NotUnderstood();
        }
        String name = column.get(end + 2).name();
        aggregates.put(name, column.get(0).text().toLowerCase(Locale.ROOT));
        // a variable of the path is never null, so to count it is to count paths
        boolean path = column.word(0, "count") && end == 3 && (column.is(2, "*") || column.named(2));
        if (!path) {
            inner.put(name, column.part(2, end));
        }
    }

    boolean aggregating() {
        return !aggregates.isEmpty();
    }

    /** The aggregate that a value names, or null. */
    String kind(CypherTokens value) {
        return value.size() == 1 && value.named(0) ? aggregates.get(value.get(0).name()) : null;
    }

    /** What is aggregated, or null: paths. */
    CypherTokens inner(CypherTokens value) {
        return inner.get(value.get(0).name());
    }

    void checkPassed(CypherTokens value) {
        Roles roles = new Roles(value);
        for (int i = 0; i < value.size() && !all; i++) {
            boolean dropped =
                    roles.is(i, Role.VARIABLE) && !passed.contains(value.get(i).name());
            if (aggregating() || dropped) {
                throw new NotUnderstood();
            }
        }
    }
}
