// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.Objects;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;

/** What to recommend, for which history, out of which items. Immutable; arrays are not copied. */
public final class Request {
    private final History history;
    private final float[] query;
    private final double queryWeight;
    private final int k;
    private final Eligibility eligible;
    private final double minScore;

    private Request(History history, float[] query, double queryWeight, int k, Eligibility eligible, double minScore) {
        this.history = Objects.requireNonNull(history, "history");
        this.query = query;
        this.queryWeight = Require.between("queryWeight", queryWeight, 0.0, 1.0);
        this.k = Require.atLeast("k", k, 1);
        this.eligible = Objects.requireNonNull(eligible, "eligible");
        this.minScore = Require.between("minScore", minScore, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The {@code k} best items not in {@code history}, whatever their score; {@code k} is at least 1. */
    public static Request of(History history, int k) {
        int[] seen = IntStream.range(0, history.size()).map(history::item).toArray();
        return new Request(history, null, 0, k, Eligibility.ALL.without(seen), Double.NEGATIVE_INFINITY);
    }

    /** The same for another history; what may be chosen from stays. */
    public Request withHistory(History other) {
        return new Request(other, query, queryWeight, k, eligible, minScore);
    }

    /**
     * The same with a free-text query.
     *
     * @param vector in the space of the item features, unit length; null for none
     * @param weight share of the query in the score, from 0 to 1; ignored when there is no query
     */
    public Request withQuery(float[] vector, double weight) {
        return new Request(history, vector, weight, k, eligible, minScore);
    }

    /** The same for another number of items, at least 1. */
    public Request withK(int wanted) {
        return new Request(history, query, queryWeight, wanted, eligible, minScore);
    }

    /** The same, chosen from these items. The history is among them unless they leave it out. */
    public Request withEligible(Eligibility items) {
        return new Request(history, query, queryWeight, k, items, minScore);
    }

    /** The same without items whose score is below; {@link Double#NEGATIVE_INFINITY} keeps all. */
    public Request withMinScore(double least) {
        return new Request(history, query, queryWeight, k, eligible, least);
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

    /** The items to choose from. */
    public Eligibility eligible() {
        return eligible;
    }

    /** The least score to return. */
    public double minScore() {
        return minScore;
    }

    /** Whether there is neither a history nor a query to go by. */
    public boolean nothingKnown() {
        return history.evidence() == 0 && query == null;
    }
}
