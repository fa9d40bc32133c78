// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.List;
import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Pattern;

/** The key {@code consent} of a declaration: a predicate over {@code user}, and what it asks of the rest. */
final class DeclaredConsent {
    static final String KEY = "consent";

    private DeclaredConsent() {}

    /** Reads it; null where there is none, or it has a problem, which the config knows now. */
    static Expression read(Config config) {
        return DeclaredText.expression(config, KEY, config.string(KEY, null), Set.of("user"));
    }

    /** The users that are left by it. */
    static NodeReading applied(NodeReading users, Expression consent) {
        if (consent == null) {
            return users;
        }
        Expression both = users.where() == null
                ? consent
                : Expression.parse("(" + users.where().text() + ") AND (" + consent.text() + ")", false);
        return new NodeReading(
                users.variable(),
                users.labels(),
                both,
                users.projected(),
                users.properties(),
                users.conditions(),
                users.known());
    }

    /** Refuses a pattern that may lead through a user who was not asked. */
    static boolean allows(Config config, NodeReading users, Pattern pattern) {
        boolean named = pattern.nodes().stream()
                .skip(1)
                .limit(Math.max(0, pattern.nodes().size() - 2))
                .allMatch(node -> node.labels() != null && other(node.labels(), users.labels()));
        if (named && pattern.relationships().stream().allMatch(one -> one.length() == null)) {
            return true;
        }
        config.problem("The value of `" + KEY + "` needs patterns that lead through no other user, but `"
                + Config.shown(pattern.text())
                + "` may: give each node in between a label that is not one of `users`, and no"
                + " relationship a variable length.");
        return false;
    }

    /** Whether an expression of labels, such as {@code Order|Basket}, is of other labels than these. */
    private static boolean other(String expression, List<String> labels) {
        if (expression.contains("!") || expression.contains("%")) {
            return false;
        }
        for (String part : expression.split("[|&()]", -1)) {
            String label = part.trim().replaceAll("^:", "").trim();
            String plain = label.startsWith("`")
                    ? label.substring(1, label.length() - 1).replace("``", "`")
                    : label;
            if (labels.contains(plain)) {
                return false;
            }
        }
        return true;
    }
}
