// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Pattern;

/** Expressions and patterns of a declaration; what is wrong with one is told to the config. */
final class DeclaredText {
    private DeclaredText() {}

    /**
     * An expression over some variables; null where there is none, or it has a problem.
     *
     * @param key what the call calls it
     */
    static Expression expression(Config config, String key, String text, Set<String> variables) {
        if (text == null) {
            return null;
        }
        try {
            Expression expression = Expression.parse(text, false);
            for (String name : expression.variables()) {
                if (!variables.contains(name) && !expression.introduced().contains(name)) {
                    config.problem("The value of `" + key + "` must be over the variables of the pattern but `"
                            + Config.shown(text) + "` has `" + name + "`."
                            + Suggestions.didYouMeanOneOf(name, variables));
                    return null;
                }
            }
            return expression;
        } catch (CypherProblem wrong) {
            config.problem("The value of `" + key + "` must be one Cypher expression but `" + Config.shown(text) + "` "
                    + wrong.problem() + ".");
            return null;
        }
    }

    /** A pattern; null where it has a problem. */
    static Pattern pattern(Config config, String text) {
        if (text == null) {
            config.problem("No value specified for `interactions.pattern`: how a user comes to an item, such as"
                    + " `(user)-[:PLACED]->(:Order)-[:CONTAINS]->(item)`.");
            return null;
        }
        try {
            return Pattern.parse(text);
        } catch (CypherProblem wrong) {
            config.problem("The value of `interactions.pattern` must be one path from `(user)` to `(item)` but `"
                    + Config.shown(text) + "` " + wrong.problem() + ".");
            return null;
        }
    }
}
