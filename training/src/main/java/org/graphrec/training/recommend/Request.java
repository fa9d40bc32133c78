package org.graphrec.training.recommend;

import java.util.Arrays;
import java.util.Objects;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;

/** What to recommend, for which history, out of which items. */
public final class Request {

    private final History history;
    private final float[] query;
    private final double queryWeight;
    private final int k;
    private final boolean excludeSeen;
    private final int[] candidates;
    private final int[] exclude;
    private final double minScore;

    /**
     * Validates and takes the request; arrays are not copied.
     *
     * @param query vector of a free-text query in the space of the item features, unit length; null for none
     * @param queryWeight share of the query in the score, from 0 to 1; without meaning when there is no query
     * @param k number of items wanted, at least 1
     * @param excludeSeen whether the items of the history are left out
     * @param candidates the items to choose from; null means all
     * @param exclude items to leave out; null means none
     * @param minScore items below are left out; {@link Double#NEGATIVE_INFINITY} keeps all
     */
    public Request(
            History history,
            float[] query,
            double queryWeight,
            int k,
            boolean excludeSeen,
            int[] candidates,
            int[] exclude,
            double minScore) {
        this.history = Objects.requireNonNull(history, "history");
        this.query = query;
        this.queryWeight = Require.between("queryWeight", queryWeight, 0.0, 1.0);
        this.k = Require.atLeast("k", k, 1);
        this.excludeSeen = excludeSeen;
        this.candidates = candidates;
        this.exclude = exclude;
        this.minScore = Require.between("minScore", minScore, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The {@code k} best items not in {@code history}. */
    public static Request of(History history, int k) {
        return new Request(history, null, 0, k, true, null, null, Double.NEGATIVE_INFINITY);
    }

    /** The same for another number of items. */
    Request withK(int wanted) {
        return new Request(history, query, queryWeight, wanted, excludeSeen, candidates, exclude, minScore);
    }

    /** The same for a user who had not done this; the item stays out of the answer if it was. */
    public Request without(int item) {
        return new Request(history.without(item), query, queryWeight, k, excludeSeen, candidates, exclude, minScore);
    }

    /** The same that leaves out more items. */
    public Request excluding(int[] more) {
        int[] all = Arrays.copyOf(exclude, exclude.length + more.length);
        System.arraycopy(more, 0, all, exclude.length, more.length);
        return new Request(history, query, queryWeight, k, excludeSeen, candidates, all, minScore);
    }

    /** The user's history. */
    public History history() {
        return history;
    }

    /** The query vector, or null. */
    public float[] query() {
        return query;
    }

    /** The share of the query in the score. */
    public double queryWeight() {
        return queryWeight;
    }

    /** The number of items wanted. */
    public int k() {
        return k;
    }

    /** Whether the items of the history are left out. */
    public boolean excludeSeen() {
        return excludeSeen;
    }

    /** The items to choose from, or null for all. */
    public int[] candidates() {
        return candidates;
    }

    /** The items to leave out, or null. */
    public int[] exclude() {
        return exclude;
    }

    /** The least score to return. */
    public double minScore() {
        return minScore;
    }
}
