// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.recommend.Explainer;
import org.graphrec.training.recommend.Explanation;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;

/** Why an item has its score and its rank for a user. */
final class ItemExplanation {
    private final Serving serving;

    ItemExplanation(Serving serving) {
        this.serving = serving;
    }

    /**
     * One row per reason, the strongest first.
     *
     * @param user null for somebody who is not a node
     * @throws IllegalArgumentException naming a node that is no item, or a weight that cannot be read
     */
    List<ExplainRow> rows(Node user, Node item) {
        int row = serving.items().requireRow("item", item);
        UserHistory history = serving.histories().read(user);
        Request request = serving.request(history, serving.eligible());
        Explainer explainer = serving.recommender().explainer(request);
        List<RuledRanking.Placed> reranked = reranked(request);
        int place = place(reranked, row);
        Explanation explanation = explainer.explain(request, row);
        if (place >= 0) {
            explanation = explanation.reranked(
                    reranked.get(place).relevance(),
                    serving.call().options().query().rerank().weight());
        }
        long rank = place >= 0 ? place + 1L : rank(explainer, request, row);
        EvidencePath evidence = new EvidencePath(
                serving.call().transaction(), serving.call().model().live());
        List<Reason> reasons = new ArrayList<>(explanation.reasons());
        if (serving.pinned().contains(row)) {
            reasons.add(new Reason(Reason.Kind.PINNED, -1, 0, 0, 0));
        }
        List<ExplainRow> rows = new ArrayList<>();
        for (Reason reason : reasons) {
            Node source = serving.source(reason);
            rows.add(new ExplainRow(
                    BasisNames.reason(reason),
                    source,
                    serving.relation(reason),
                    reason.contribution(),
                    reason.graph(),
                    reason.text(),
                    source == null ? null : path(evidence, user, reason, source, item),
                    reranked.isEmpty() ? rankWithout(explainer, history, reason, row) : null,
                    explanation.score(),
                    rank));
        }
        return rows;
    }

    /** What the second stage makes of the best items; none where there is no second stage. */
    private List<RuledRanking.Placed> reranked(Request request) {
        if (serving.call().relevances() == null) {
            return List.of();
        }
        RuledRanking ranking = new RuledRanking(serving);
        List<Scored> best = serving.recommender().recommend(ranking.asked(request));
        return ranking.reranked(request, best, serving.call().termination());
    }

    private static int place(List<RuledRanking.Placed> ranked, int row) {
        for (int place = 0; place < ranked.size(); place++) {
            if (ranked.get(place).shown().scored().item() == row) {
                return place;
            }
        }
        return -1;
    }

    private static Path path(EvidencePath evidence, Node user, Reason reason, Node source, Node item) {
        return reason.relation() < 0
                ? evidence.find(user, source, item)
                : evidence.through(reason.relation(), user, source, item);
    }

    private Long rankWithout(Explainer explainer, UserHistory history, Reason reason, int row) {
        if (reason.item() >= 0) {
            return rank(explainer, serving.request(history.without(reason.item()), serving.eligible()), row);
        }
        return reason.relation() < 0
                ? null
                : (Long) rank(
                        explainer,
                        serving.request(history.without(reason.relation(), reason.node()), serving.eligible()),
                        row);
    }

    /** The item's place among those that the caller may see. */
    private long rank(Explainer explainer, Request request, int row) {
        int before = new RuledRanking(serving).pinnedBefore(row);
        if (serving.pinned().contains(row)) {
            return before + 1L;
        }
        return 1L
                + before
                + IntStream.of(explainer.better(request, row))
                        .filter(serving.visible()::test)
                        .count();
    }
}
