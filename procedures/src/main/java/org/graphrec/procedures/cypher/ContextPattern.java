// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

/**
 * A path from {@code (user)} or {@code (item)} to what is known of them, such as {@code (item)-[:IN]->(:Category)} or
 * {@code (user)-[:FRIEND]-(user)}: read as a {@link Pattern} after its two ends have been renamed.
 *
 * @param text as it was given, on one line
 * @param ofUsers whether it begins at a user, not at an item
 * @param pattern from {@code user}, which stands for the node at the beginning, to {@code item}, for that at the end
 */
public record ContextPattern(String text, boolean ofUsers, Pattern pattern) {

    /**
     * Reads a pattern.
     *
     * @throws CypherProblem where it is no such path
     */
    public static ContextPattern parse(String text) {
        CypherTokens tokens = CypherTokens.of(text);
        String first = tokens.is(0, "(") && tokens.named(1) ? tokens.get(1).name() : "";
        if (!first.equals(Pattern.USER) && !first.equals(Pattern.ITEM)) {
            throw new CypherProblem("must begin at `(user)` or at `(item)`, as in `(item)-[:IN]->(:Category)`");
        }
        int last = tokens.partner(tokens.size() - 1);
        if (last <= 0 || !tokens.is(last, "(")) {
            throw new CypherProblem("must end at a node, as in `(item)-[:IN]->(:Category)`");
        }
        String end = tokens.named(last + 1) ? tokens.get(last + 1).name() : null;
        try {
            return new ContextPattern(
                    tokens.text(), first.equals(Pattern.USER), Pattern.parse(renamed(tokens, first, last, end)));
        } catch (ProjectionQuery.NotUnderstood other) {
            throw new CypherProblem("uses `user` or `item` for something other than its ends");
        }
    }

    private static String renamed(CypherTokens tokens, String first, int last, String end) {
        boolean other = end != null && !end.equals(first);
        Renaming renaming = new Renaming(first, other ? end : null);
        if (other) {
            return renaming.text(tokens);
        }
        // the node at the end has no name, or that of the other end: users know users
        StringBuilder named = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            boolean place = i == last + 1;
            String name = end == null ? Pattern.ITEM + tokens.get(i).text() : Pattern.ITEM;
            String own = i == 1 ? Pattern.USER : tokens.get(i).text();
            named.append(tokens.get(i).spaced() && named.length() > 0 ? " " : "")
                    .append(place ? name : own);
        }
        boolean namedElsewhere = tokens.list().stream()
                        .filter(token -> token.named() && token.name().equals(first))
                        .count()
                > (end == null ? 1 : 2);
        if (namedElsewhere) {
            throw new ProjectionQuery.NotUnderstood();
        }
        return named.toString();
    }
}
