package org.graphrec.training.recommend;

/**
 * One part of a score. The contributions of all reasons sum to the score.
 *
 * @param kind where it comes from
 * @param item the item of the history; -1 for the other kinds
 * @param contribution to the score; graph plus text, for an item of the history
 * @param graph the part that comes from who used what
 * @param text the part that comes from the likeness of texts
 */
public record Reason(Kind kind, int item, double contribution, double graph, double text) {

    /** The same part of a score multiplied by {@code factor}. */
    Reason times(double factor) {
        return new Reason(kind, item, factor * contribution, factor * graph, factor * text);
    }

    /** Where a part of a score comes from. */
    public enum Kind {
        /** An item of the history. */
        HISTORY,
        /** The words of a query. */
        QUERY,
        /** How many have the item. */
        POPULARITY
    }
}
