package org.graphrec.procedures.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who users are, what items are, and how the ones came to the others.
 *
 * @param to from users to items, or to what is between, such as an order
 * @param on from there to items; null: there is nothing between
 * @param score how likely it is what somebody wants
 */
record Suggestion(Step to, Step on, double score) {
    /** An item that only one user has says nothing of another. */
    private static final double USERS_PER_ITEM = 1.2;

    /** An order belongs to one customer, give or take. */
    private static final double OWNERS = 1.05;

    /** The likeliest, or empty where no two users have an item in common. */
    static Optional<Suggestion> of(SampledGraph graph) {
        List<Suggestion> all = new ArrayList<>();
        for (Step first : graph.steps()) {
            if (graph.back(first).mean() >= USERS_PER_ITEM) {
                all.add(new Suggestion(first, null, score(graph, first, null)));
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
        return all.stream()
                .max(Comparator.<Suggestion>comparingDouble(one -> one.score())
                        .thenComparing(Suggestion::users)
                        .thenComparing(Suggestion::name));
    }

    private static double score(SampledGraph graph, Step first, Step second) {
        Step last = second == null ? first : second;
        double score = 0;
        score += Names.user(first.from) ? 3 : 0;
        score += Names.item(last.to) ? 2 : 0;
        score += Names.user(last.to) ? -1 : 0;
        score += Names.interaction(first.type) || Names.interaction(last.type) ? 2 : 0;
        score += Math.min(1, Math.log1p(first.mean()));
        // by their own direction: users do something, and it is seldom done to them
        score += first.outgoing ? 0.5 : 0;
        score -= second == null ? 0 : 0.5;
        // a handful of nodes that everybody shares are attributes, such as a country
        boolean attribute = graph.looked(last.to) * 20 < graph.looked(first.from) && !Names.item(last.to);
        return score - (attribute ? 3 : 0);
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

    /** What it is called in a projection. */
    String name() {
        return on == null ? to.type : on.type;
    }
}
