// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.BitSet;
import java.util.List;
import org.graphrec.procedures.live.KnownNames;
import org.graphrec.training.graph.History;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.neo4j.graphdb.Node;

/**
 * What a call serves from, as it was read at one moment. All users of the call share it; what belongs to one user is in their
 * {@link UserHistory}.
 *
 * @param allowed the items that the call may choose from, whoever the user is; some of them may be gone or hidden
 * @param pinned the items that come first, in this order; none of them is allowed
 */
record Serving(
        RankingCall call,
        LiveItems items,
        VisibleItems visible,
        UserHistories histories,
        Eligibility allowed,
        BatchRecommender recommender,
        List<Integer> pinned) {
    /** So many times k candidates are looked at before the ranking: most of them are looked at after it anyway. */
    private static final int FEW_CANDIDATES = 2;

    /**
     * Reads what the options name.
     *
     * @throws IllegalArgumentException naming a node that is no item, or a predicate that cannot be run
     */
    static Serving over(RankingCall call, LiveItems items) {
        RecommendOptions options = call.options();
        options.ranking()
                .rules()
                .atMost()
                .keySet()
                .forEach(property -> KnownNames.requireProperty(call.transaction(), "atMost", property));
        VisibleItems visible = new VisibleItems(call, items);
        int[] candidates = new ItemFilter(call, items).rows(options.choice());
        UserHistories histories = new UserHistories(call, items, named(call, items));
        Eligibility allowed = candidates == null ? Eligibility.ALL : Eligibility.among(candidates);
        allowed = allowed.without(items.superseded())
                .without(rows(items, options.choice().exclude()))
                .without(rows(items, options.ranking().rules().blocked()));
        List<Integer> pinned = pinned(items, options.ranking().rules());
        allowed = allowed.without(pinned.stream().collect(BitSet::new, BitSet::set, BitSet::or));
        if (candidates != null
                && candidates.length <= FEW_CANDIDATES * options.ranking().k()) {
            for (int candidate : candidates) {
                visible.node(candidate);
            }
            allowed = allowed.without(visible.hidden());
        }
        BatchRecommender recommender = new BatchRecommender(
                items.served(), options.ranking().policy(), ItemWeights.read(call, items), options.concurrency());
        return new Serving(call, items, visible, histories, allowed, recommender, pinned);
    }

    private static List<Integer> pinned(LiveItems items, Rules rules) {
        BitSet blocked = rows(items, rules.blocked());
        return rules.pinned().stream()
                .map(node -> items.requireRow("pinned", node))
                .filter(row -> !blocked.get(row))
                .toList();
    }

    /** Of nodes that are no items there is nothing to exclude. */
    private static BitSet rows(LiveItems items, List<Node> nodes) {
        BitSet rows = new BitSet();
        for (Node node : nodes) {
            int row = items.row(node);
            if (row >= 0) {
                rows.set(row);
            }
        }
        return rows;
    }

    private static History named(RankingCall call, LiveItems items) {
        List<HistoryItem> history = call.options().taste().history();
        int[] rows = new int[history.size()];
        float[] emphases = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = items.requireRow("history", history.get(i).item());
            emphases[i] = (float) history.get(i).weight();
        }
        return new History(rows, null, emphases);
    }

    /**
     * The items that requests choose from, less those that were found to be gone or hidden. Which were found depends on whom the
     * call ranked for before; that changes no order by score, but it would change what diversity picks from, so then all stay.
     */
    Eligibility eligible() {
        return diverse() ? allowed : allowed.without(visible.hidden());
    }

    boolean diverse() {
        return call.options().ranking().policy().diversity() > 0;
    }

    /** What is asked for a user, out of {@code eligible}. */
    Request request(UserHistory user, Eligibility eligible) {
        return call.template().withHistory(user.history()).withEligible(eligible.without(user.leftOut()));
    }

    /** The node that a part of a score comes from: an item of the history, or what the user's own edges lead to; else null. */
    Node source(Reason reason) {
        if (reason.item() >= 0) {
            return visible.node(reason.item());
        }
        return reason.relation() < 0 ? null : contextNodes().node(reason.relation(), reason.node());
    }

    /** The name of the relation that a part of a score comes through, or null. */
    String relation(Reason reason) {
        return reason.relation() < 0
                ? null
                : contextNodes().relation(reason.relation()).name();
    }

    private ContextNodes contextNodes() {
        return new ContextNodes(call.transaction(), call.model(), items);
    }
}
