// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Node;

/** The list of one user as the rules of a call want it: what is pinned, then the others by score, less what the quotas leave out. */
final class RuledRanking {
    /** How many items are asked for at once, for each row wanted, where quotas will leave out some. */
    private static final int QUOTA_LOOK_AHEAD = 3;

    private final Serving serving;
    private final Rules rules;
    private final int k;
    private final RerankedItems reranked;
    private final int rerankedItems;

    RuledRanking(Serving serving) {
        this.serving = serving;
        this.rules = serving.call().options().ranking().rules();
        this.k = serving.call().options().ranking().k();
        Rerank rerank = serving.call().options().query().rerank();
        this.reranked = rerank == null ? null : new RerankedItems(serving.call());
        this.rerankedItems = rerank == null ? 0 : rerank.k();
    }

    /**
     * A row.
     *
     * @param rule the rule that gave it its place; null where the scores did
     * @param relevance what the second stage says; null where there is none
     */
    record Placed(VisibleRanking.Shown shown, Reason.Kind rule, Double relevance) {
        Placed(VisibleRanking.Shown shown, Reason.Kind rule) {
            this(shown, rule, null);
        }
    }

    /** All rows that the second stage scores, best first. */
    List<Placed> reranked(Request request, List<Scored> best, Monitor monitor) {
        List<VisibleRanking.Shown> candidates = new VisibleRanking(serving).complete(asked(request), best);
        return reranked.order(candidates, monitor).stream()
                .map(one -> new Placed(one.shown(), null, one.relevance()))
                .toList();
    }

    /** What is asked of the recommender at first, for all users of a call together. */
    Request asked(Request request) {
        if (reranked != null) {
            return request.withK(rerankedItems);
        }
        return rules.plainOrder()
                ? request
                : request.withK((rules.offset() + k) * (rules.atMost().isEmpty() ? 1 : QUOTA_LOOK_AHEAD));
    }

    /**
     * The rows of one user.
     *
     * @param request for k items, none of them pinned or blocked
     * @param best the recommender's answer to {@link #asked}
     * @param self the user's own row where users are items too, else negative
     */
    List<Placed> rows(Request request, List<Scored> best, int self, Monitor monitor) {
        if (reranked != null) {
            List<Placed> rows = reranked(request, best, monitor);
            return rows.subList(0, Math.min(k, rows.size()));
        }
        VisibleRanking visible = new VisibleRanking(serving);
        if (rules.plainOrder()) {
            return visible.complete(request, best).stream()
                    .map(shown -> new Placed(shown, null))
                    .toList();
        }
        int wanted = rules.offset() + k;
        List<Placed> rows = pinned(request, self);
        if (rows.size() < wanted) {
            int rest = wanted - rows.size();
            rows.addAll(
                    serving.diverse()
                            ? diverse(visible, request.withK(rest))
                            : byScore(request, asked(request).k(), best, List.copyOf(rows), rest));
        }
        return rows.subList(Math.min(rules.offset(), rows.size()), Math.min(wanted, rows.size()));
    }

    /** How many pinned items come before a row: its own place where it is pinned, else all that the caller may see. */
    int pinnedBefore(int row) {
        int before = 0;
        for (int pinned : serving.pinned()) {
            if (pinned == row) {
                return before;
            }
            before += serving.visible().test(pinned) ? 1 : 0;
        }
        return before;
    }

    private List<Placed> pinned(Request request, int self) {
        List<Placed> rows = new ArrayList<>();
        if (serving.pinned().isEmpty()) {
            return rows;
        }
        Request ofPinned = request.withEligible(Eligibility.among(
                        serving.pinned().stream().mapToInt(row -> row).toArray()))
                .withMinScore(Double.NEGATIVE_INFINITY);
        Map<Integer, Scored> scores = new HashMap<>();
        for (Scored one : serving.recommender().rank(ofPinned, serving.pinned().size())) {
            scores.put(one.item(), one);
        }
        for (int row : serving.pinned()) {
            Node node = row == self ? null : serving.visible().node(row);
            if (node != null && scores.containsKey(row)) {
                rows.add(new Placed(new VisibleRanking.Shown(scores.get(row), node), Reason.Kind.PINNED));
            }
        }
        return rows;
    }

    private List<Placed> diverse(VisibleRanking visible, Request request) {
        return visible.complete(request, serving.recommender().recommend(request)).stream()
                .map(shown -> new Placed(shown, null))
                .toList();
    }

    /** Looks further and further down the ranking until there are enough; the same rows come however far it looks. */
    private List<Placed> byScore(Request request, int asked, List<Scored> best, List<Placed> pinned, int most) {
        int all = Math.max(1, serving.items().size());
        List<Scored> ranked = best;
        for (long many = asked; ; ) {
            List<Placed> rows = taken(ranked, pinned, most);
            if (rows.size() == most || ranked.size() < many || many >= all) {
                return rows;
            }
            many = Math.min(all, many * VisibleRanking.LOOK_AHEAD_FACTOR);
            ranked = serving.recommender().rank(request, (int) many);
        }
    }

    private List<Placed> taken(List<Scored> ranked, List<Placed> pinned, int most) {
        Quotas quotas = new Quotas(rules.atMost());
        pinned.forEach(one -> quotas.count(one.shown().node()));
        List<Placed> rows = new ArrayList<>();
        boolean passedOver = false;
        for (int i = 0; i < ranked.size() && rows.size() < most; i++) {
            Node node = serving.visible().node(ranked.get(i).item());
            if (node != null && quotas.take(node)) {
                rows.add(new Placed(
                        new VisibleRanking.Shown(ranked.get(i), node), passedOver ? Reason.Kind.QUOTA : null));
            } else {
                passedOver |= node != null;
            }
        }
        return rows;
    }
}
