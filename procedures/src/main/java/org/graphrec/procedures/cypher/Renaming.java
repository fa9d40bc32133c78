// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.Set;
import org.graphrec.procedures.cypher.ProjectionQuery.NotUnderstood;
import org.graphrec.procedures.cypher.Roles.Role;

/** Calls the source {@code user} and the target {@code item} wherever they are variables. */
record Renaming(String source, String target) {
    private static final Set<String> OURS = Set.of(Pattern.USER, Pattern.ITEM);

    /** The text of a part with the new names; gives up where one of them means something else there already. */
    String text(CypherTokens part) {
        Roles roles = new Roles(part);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < part.size(); i++) {
            Token token = part.get(i);
            text.append(token.spaced() && text.length() > 0 ? " " : "");
            text.append(roles.is(i, Role.VARIABLE) ? renamed(part, roles, i) : token.text());
            // in [x IN list WHERE x:A | u] a label and a variable look the same
            boolean ambiguous = roles.is(i, Role.LABEL)
                    && part.is(i - 1, "|")
                    && (token.name().equals(source) || token.name().equals(target));
            if (ambiguous || roles.is(i, Role.PARAMETER)) {
                throw new NotUnderstood();
            }
        }
        return text.toString();
    }

    private String renamed(CypherTokens part, Roles roles, int i) {
        Token token = part.get(i);
        String name = name(token.name());
        // {.a, u} makes a key of the variable's name
        boolean key = roles.inMap(i)
                && (part.is(i - 1, "{") || part.is(i - 1, ","))
                && (part.is(i + 1, "}") || part.is(i + 1, ","));
        if (key) {
            throw new NotUnderstood();
        }
        return name.equals(token.name()) ? token.text() : name;
    }

    /** The new name of a variable. */
    String name(String variable) {
        if (variable.equals(source)) {
            return Pattern.USER;
        }
        if (variable.equals(target)) {
            return Pattern.ITEM;
        }
        if (OURS.contains(variable)) {
            throw new NotUnderstood();
        }
        return variable;
    }
}
