// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.Explanation;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;

/** The best items for users. */
final class RecommendedItems {
    private final Serving serving;
    private final GraphReading reading;

    RecommendedItems(Serving serving) {
        this.serving = serving;
        this.reading = serving.call().model().live();
    }

    /** The rows of some users, in their order, best item first; exactly k a user when k items are eligible and visible. */
    List<RecommendRow> rows(List<UserHistory> users, Monitor monitor) {
        Eligibility eligible = serving.eligible();
        List<Request> requests = new ArrayList<>(users.size());
        users.forEach(user -> requests.add(serving.request(user, eligible)));
        RuledRanking ranking = new RuledRanking(serving);
        List<List<Scored>> answers = serving.recommender()
                .recommend(requests.stream().map(ranking::asked).toList(), monitor);
        int offset = serving.call().options().ranking().rules().offset();
        List<RecommendRow> rows = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            Request request = requests.get(u);
            List<RuledRanking.Placed> best =
                    ranking.rows(request, answers.get(u), users.get(u).self(), monitor);
            List<Explanation> explanations =
                    serving.call().options().ranking().explain() ? explained(request, best) : null;
            for (int i = 0; i < best.size(); i++) {
                Scored scored = best.get(i).shown().scored();
                rows.add(new RecommendRow(
                        users.get(u).user(),
                        best.get(i).shown().node(),
                        scored.score(),
                        offset + i + 1L,
                        BasisNames.regime(scored.basis()),
                        BasisNames.basis(scored.basis(), reading),
                        explanations == null
                                ? null
                                : reasons(explanations.get(i), best.get(i).rule()),
                        users.get(u).unreadable()));
            }
        }
        serving.visible().refresh();
        return rows;
    }

    private List<Explanation> explained(Request request, List<RuledRanking.Placed> best) {
        List<Integer> rows =
                best.stream().map(one -> one.shown().scored().item()).toList();
        List<Explanation> explanations =
                new ArrayList<>(serving.recommender().explainer(request).explain(request, rows));
        Rerank rerank = serving.call().options().query().rerank();
        for (int i = 0; rerank != null && i < explanations.size(); i++) {
            explanations.set(i, explanations.get(i).reranked(best.get(i).relevance(), rerank.weight()));
        }
        return explanations;
    }

    /** The parts of a score, and what gave the row its place beside it, as the column {@code reasons} has them. */
    private List<Map<String, Object>> reasons(Explanation explanation, Reason.Kind rule) {
        List<Map<String, Object>> reasons = new ArrayList<>();
        List<Reason> all = new ArrayList<>(explanation.reasons());
        if (rule != null) {
            all.add(new Reason(rule, -1, 0, 0, 0));
        }
        for (Reason reason : all) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("reason", BasisNames.reason(reason));
            map.put("source", serving.source(reason));
            map.put("relation", serving.relation(reason));
            map.put("contribution", reason.contribution());
            map.put("graph", reason.graph());
            map.put("text", reason.text());
            reasons.add(map);
        }
        return reasons;
    }
}
