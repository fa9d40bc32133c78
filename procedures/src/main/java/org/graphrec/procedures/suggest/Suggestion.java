// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.suggest.Names.Meaning;

/**
 * Who users are, what items are, and how users reach items.
 *
 * @param to from users to items, or to what is between, such as an order, a review, or a copy of the item
 * @param on from there to items; null: there is nothing between
 * @param score how likely it is what somebody wants
 */
record Suggestion(Step to, Step on, double score) {
    /** An item that only one user has leads to no other item. */
    private static final double USERS_PER_ITEM = 1.2;

    /** Users with one item each have no history. */
    private static final double ITEMS_PER_USER = 1.2;

    /** An order belongs to one customer, give or take. */
    private static final double OWNERS = 1.05;

    /** All that is possible, the likeliest first; empty where no two users have an item in common. */
    static List<Suggestion> of(SampledGraph graph) {
        List<Suggestion> all = new ArrayList<>();
        for (Step first : graph.steps()) {
            if (graph.back(first).mean() >= USERS_PER_ITEM) {
                all.add(new Suggestion(first, null, score(graph, first, null)));
                for (Step second : graph.stepsFrom(first.to)) {
                    if (isInstance(graph, first, second)) {
                        all.add(new Suggestion(first, second, score(graph, first, second)));
                    }
                }
            } else if (graph.back(first).mean() <= OWNERS && !first.to.equals(first.from)) {
                for (Step second : graph.stepsFrom(first.to)) {
                    boolean back = second.to.equals(first.from);
                    if (!back
                            && !second.to.equals(first.to)
                            && graph.back(second).mean() >= USERS_PER_ITEM) {
                        all.add(new Suggestion(first, second, score(graph, first, second)));
                    }
                }
            }
        }
        all.sort(Comparator.<Suggestion>comparingDouble(one -> -one.score())
                .thenComparing(Suggestion::users)
                .thenComparing(Suggestion::name));
        return all;
    }

    /** Whether each of what users reach is one of several of an item, such as a copy of a book or a date of a course. */
    private static boolean isInstance(SampledGraph graph, Step first, Step second) {
        return Meaning.ITEMS.of(second.to)
                && !Meaning.ITEMS.of(first.to)
                && !Meaning.USERS.of(first.to)
                && !second.to.equals(first.from)
                && second.mean() <= OWNERS
                && graph.back(second).mean() >= USERS_PER_ITEM;
    }

    private static double score(SampledGraph graph, Step first, Step second) {
        Step last = second == null ? first : second;
        double score = ofLabels(first.from, last.to);
        score += Meaning.INTERACTIONS.of(first.type) || Meaning.INTERACTIONS.of(last.type) ? 2 : 0;
        score -= Meaning.MAKING.of(first.type) ? 2 : 0;
        // what users do is often recorded with a time or a strength, and what things are is not
        boolean between = second != null;
        score += anyIsMoment(last.properties())
                        || (between && (anyIsMoment(graph.properties(first.to)) || anyIsMoment(first.properties())))
                ? 1
                : 0;
        score += anyIsStrength(last.properties()) || (between && anyIsStrength(graph.properties(first.to))) ? 0.5 : 0;
        // by their own direction: users do something, and it is seldom done to them
        score += first.outgoing ? 0.5 : 0;
        score -= between ? 0.5 : 0;
        double history = first.mean() * (second == null ? 1 : second.mean());
        score += Math.min(1, Math.log1p(history)) - (history < ITEMS_PER_USER ? 2 : 0);
        // a handful of nodes that everybody shares are attributes, such as a country
        boolean few = graph.count(last.to) * 20 < graph.count(first.from) && !Meaning.ITEMS.of(last.to);
        // among equals, those with more users
        return score - (few ? 3 : 0) + Math.log10((double) graph.count(first.from) + 1) / 100;
    }

    private static double ofLabels(String users, String items) {
        double score = 0;
        if (Meaning.USERS.of(users)) {
            score += 3;
        } else if (Meaning.MAKERS.of(users)) {
            score += 1;
        } else if (Meaning.ATTRIBUTES.of(users)) {
            score -= 4;
        }
        score += Meaning.ITEMS.of(items) ? 2 : 0;
        score -= Meaning.USERS.of(items) || Meaning.MAKERS.of(items) ? 1 : 0;
        return score - (Meaning.ATTRIBUTES.of(items) ? 2 : 0);
    }

    private static boolean anyIsMoment(Map<String, PropertyFacts> properties) {
        return properties.entrySet().stream().anyMatch(Suggestion::isMoment);
    }

    private static boolean anyIsStrength(Map<String, PropertyFacts> properties) {
        return properties.entrySet().stream().anyMatch(Suggestion::isStrength);
    }

    /** A property that says when: dates, or numbers that are called so, and not numbers of times. */
    static boolean isMoment(Map.Entry<String, PropertyFacts> property) {
        PropertyFacts facts = property.getValue();
        boolean called = Meaning.MOMENTS.of(property.getKey()) && !Meaning.STRENGTHS.of(property.getKey());
        return facts.temporal() || ((facts.numeric() || facts.numericTexts()) && called);
    }

    /** A property that says how much: numbers that are called so. */
    static boolean isStrength(Map.Entry<String, PropertyFacts> property) {
        PropertyFacts facts = property.getValue();
        return (facts.numeric() || facts.numericTexts()) && Meaning.STRENGTHS.of(property.getKey());
    }

    String users() {
        return to.from;
    }

    String items() {
        return on == null ? to.to : on.to;
    }

    /** True where users are the items, as people who follow people. */
    boolean amongThemselves() {
        return users().equals(items());
    }

    /** How many items a user has, on average over those who have any. */
    double history() {
        return to.mean() * (on == null ? 1 : on.mean());
    }

    /** Whether users have so little that it hardly tells them apart. */
    boolean hardlyAny() {
        return history() < ITEMS_PER_USER;
    }

    /** True where both are about the same two labels, in this order or the other. */
    boolean sameEnds(Suggestion other) {
        return (users().equals(other.users()) && items().equals(other.items()))
                || (users().equals(other.items()) && items().equals(other.users()));
    }

    /** What it is called in a projection. */
    String name() {
        return on == null ? to.type : on.type;
    }

    /** The relationship that ends at the item. */
    Step last() {
        return on == null ? to : on;
    }

    /** Such as {@code (user)-[r:RATED]->(item)}. */
    String pattern() {
        return pattern("");
    }

    /** The same with a variable for the relationship that leads to what is between. */
    String pattern(String first) {
        return on == null
                ? "(user)" + to.pattern("r") + "(item)"
                : "(user)" + to.pattern(first) + "(between:" + Names.cypher(to.to) + ")" + on.pattern("r") + "(item)";
    }
}
