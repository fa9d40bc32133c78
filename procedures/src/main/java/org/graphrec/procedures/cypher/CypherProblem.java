// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

/** Text of Cypher that is not taken. The message says what is wrong and where; the caller says which text it was. */
public final class CypherProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_PART_SHOWN = 40;

    CypherProblem(String problem) {
        super(problem);
    }

    CypherProblem(Token token, String which) {
        this("has `" + shown(token.text()) + "` at character " + (token.position() + 1) + ", which " + which);
    }

    /** What is wrong, to follow the name of what has it, such as "has `CALL` at character 17, which begins a clause". */
    public String problem() {
        return getMessage();
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_PART_SHOWN ? text : text.substring(0, LONGEST_PART_SHOWN) + "...";
    }
}
