// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

/** What a head reads beside the items of the history, and learns beside what comes next. */
public enum SequenceContext {

    /** The items in their order, alone. */
    SEQUENCE("sequence"),

    /** Also what the texts of the history say together, and where the history lies in the graph. */
    GRAPH_CONTEXT("graphContext"),

    /** The items alone, whose vectors must also tell their classes (node classification with the same encoder). */
    MULTI_TASK("multiTask");

    private final String cypherName;

    SequenceContext(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code graphContext}. */
    public String cypherName() {
        return cypherName;
    }
}
