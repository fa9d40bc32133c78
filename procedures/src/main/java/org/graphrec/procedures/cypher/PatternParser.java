// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphrec.procedures.cypher.RelationshipPattern.Length;
import org.graphrec.procedures.cypher.Roles.Role;

/** Reads a path from left to right; used once. */
final class PatternParser {
    private final CypherTokens tokens;
    private final Set<String> names = new HashSet<>();
    private final List<NodePattern> nodes = new ArrayList<>();
    private final List<RelationshipPattern> relationships = new ArrayList<>();
    private List<String> plainTypes = List.of();
    private int at;

    PatternParser(CypherTokens tokens) {
        this.tokens = tokens;
    }

    Pattern pattern() {
        if (tokens.size() == 0) {
            throw new CypherProblem("is empty");
        }
        node();
        while (at < tokens.size()) {
            relationship();
            node();
        }
        String left = nodes.get(0).variable();
        String right = nodes.get(nodes.size() - 1).variable();
        boolean ends = Pattern.USER.equals(left)
                ? Pattern.ITEM.equals(right)
                : Pattern.ITEM.equals(left) && Pattern.USER.equals(right);
        if (!ends) {
            throw new CypherProblem("begins at `(" + shown(left) + ")` and ends at `(" + shown(right)
                    + ")`, and must lead from `(user)` to `(item)` or from `(item)` to `(user)`");
        }
        return new Pattern(tokens.text(), nodes, relationships, plainTypes);
    }

    private static String shown(String variable) {
        return variable == null ? "" : variable;
    }

    private void node() {
        if (!tokens.is(at, "(")) {
            throw wrong("stands where a node is expected, as in `(user)-[r:RATED]->(item)`");
        }
        int end = tokens.partner(at);
        Filling filling = new Filling(tokens.part(at + 1, end), false);
        nodes.add(new NodePattern(filling.variable, filling.labels, filling.properties, filling.where));
        at = end + 1;
    }

    private void relationship() {
        boolean left = take("<");
        require("-");
        Filling filling = new Filling(tokens.part(0, 0), true);
        if (tokens.is(at, "[")) {
            int end = tokens.partner(at);
            filling = new Filling(tokens.part(at + 1, end), true);
            at = end + 1;
        }
        require("-");
        boolean right = take(">");
        Direction direction = left == right ? Direction.BOTH : left ? Direction.IN : Direction.OUT;
        relationships.add(new RelationshipPattern(
                filling.variable, filling.labels, filling.properties, filling.where, direction, filling.length));
        plainTypes = filling.plain;
    }

    private boolean take(String symbol) {
        if (!tokens.is(at, symbol)) {
            return false;
        }
        at++;
        return true;
    }

    private void require(String symbol) {
        if (!take(symbol)) {
            throw wrong(
                    "stands where a relationship is expected, as in `(user)-[r:RATED]->(item)`: one path is taken, with"
                            + " no name, no second path and nothing around it");
        }
    }

    private CypherProblem wrong(String which) {
        return at < tokens.size()
                ? new CypherProblem(tokens.get(at), which)
                : new CypherProblem("ends where a node or a relationship is expected");
    }

    /** What stands in the brackets of a node or a relationship. */
    private final class Filling {
        private final CypherTokens inner;
        private final Roles roles;
        private final boolean relationship;
        private String variable;
        private String labels;
        private String properties;
        private String where;
        private Length length;
        /** Types joined by bars, or null where they are joined otherwise. */
        private List<String> plain = new ArrayList<>();

        private int next;

        Filling(CypherTokens inner, boolean relationship) {
            this.inner = inner;
            this.relationship = relationship;
            roles = new Roles(inner);
            variable();
            labels();
            length();
            properties();
            where();
            if (next < inner.size()) {
                throw new CypherProblem(inner.get(next), "is out of place in a pattern");
            }
        }

        private void variable() {
            if (!inner.named(0)) {
                return;
            }
            Token token = inner.get(0);
            if (roles.is(0, Role.WORD)) {
                throw new CypherProblem(token, "is a keyword (as a name, put it in backticks)");
            }
            variable = token.name();
            next = 1;
            if (variable.startsWith("__")) {
                throw new CypherProblem(token, "begins with two underscores: such variables are kept for us");
            }
            if (!names.add(variable)) {
                throw new CypherProblem(token, "is there twice, and each name is given once");
            }
            if (relationship && (variable.equals(Pattern.USER) || variable.equals(Pattern.ITEM))) {
                throw new CypherProblem(token, "names a relationship, and is the name of a node");
            }
        }

        private void labels() {
            if (!inner.is(next, ":")) {
                return;
            }
            int from = ++next;
            while (next < inner.size() && labelPart(next)) {
                if (roles.is(next, Role.LABEL)) {
                    if (plain != null) {
                        plain.add(inner.get(next).name());
                    }
                } else if (!inner.is(next, "|") && !(inner.is(next, ":") && inner.is(next - 1, "|"))) {
                    plain = null;
                }
                next++;
            }
            if (next == from) {
                throw new CypherProblem(inner.get(from - 1), "has no label or type behind it");
            }
            labels = inner.part(from, next).text();
        }

        private boolean labelPart(int i) {
            Token token = inner.get(i);
            return roles.is(i, Role.LABEL)
                    || token.is("|")
                    || token.is("&")
                    || token.is("!")
                    || token.is("%")
                    || token.is(":")
                    || token.is("(")
                    || token.is(")");
        }

        private void length() {
            if (!relationship || !inner.is(next, "*")) {
                return;
            }
            Token star = inner.get(next++);
            Integer least = bound();
            boolean range = inner.is(next, "..");
            Integer most = least;
            if (range) {
                next++;
                most = bound();
            }
            if (most == null || most > Length.LONGEST) {
                throw new CypherProblem(
                        star,
                        "needs an upper bound of at most " + Length.LONGEST + ", such as `*1.." + Length.LONGEST + "`");
            }
            int from = least == null ? 1 : least;
            if (from > most) {
                throw new CypherProblem(star, "has a lower bound above its upper bound");
            }
            length = new Length(from, most);
            plain = null;
        }

        private Integer bound() {
            Token token = inner.get(next);
            if (token == null || token.kind() != Token.Kind.NUMBER) {
                return null;
            }
            next++;
            if (token.text().length() > 3 || !token.text().chars().allMatch(Character::isDigit)) {
                throw new CypherProblem(token, "is not a valid path length");
            }
            return Integer.valueOf(token.text());
        }

        private void properties() {
            if (inner.is(next, "{")) {
                int end = inner.partner(next) + 1;
                if (!inner.is(next + 1, "}") && !roles.is(next + 1, Role.KEY)) {
                    throw new CypherProblem(inner.get(next), "does not begin a map of properties");
                }
                properties = Expression.of(inner.part(next, end)).text();
                next = end;
            }
        }

        private void where() {
            if (inner.word(next, "WHERE")) {
                where = Expression.of(inner.part(next + 1, inner.size())).text();
                next = inner.size();
            }
        }
    }
}
