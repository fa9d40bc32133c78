// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

/**
 * One part of a score. The contributions of all reasons sum to the score.
 *
 * @param kind where it comes from
 * @param item the item of the history; -1 where it comes from none
 * @param relation the relation of the context that it comes through; -1 for none
 * @param node what the user's edges of that relation lead to; -1 where it comes from an item of the history
 * @param contribution to the score; graph plus text where it comes from what was learned
 * @param graph the part that comes from who used what
 * @param text the part that comes from the likeness of texts
 */
public record Reason(Kind kind, int item, int relation, int node, double contribution, double graph, double text) {

    /** A part that comes through no relation of a context. */
    public Reason(Kind kind, int item, double contribution, double graph, double text) {
        this(kind, item, -1, -1, contribution, graph, text);
    }

    /** The same part of a score multiplied by {@code factor}. */
    Reason times(double factor) {
        return new Reason(kind, item, relation, node, factor * contribution, factor * graph, factor * text);
    }

    /** Where a part of a score comes from. */
    public enum Kind {
        /** An item of the history. */
        HISTORY,
        /** What is known beside the history: a friend, an attribute, or what an item of the history has in common with others. */
        CONTEXT,
        /** The words of a query. */
        QUERY,
        /** How well the item's text answers the query, as the second stage of a ranking says. */
        RERANK,
        /** How many have the item. */
        POPULARITY,
        /** The weight that the caller gives the item: what it adds to the score. */
        WEIGHT,
        /** The caller puts the item first: it has another place, and the same score. */
        PINNED,
        /** Items before this one were left out, since the caller wants few of their category: it has another place. */
        QUOTA
    }
}
