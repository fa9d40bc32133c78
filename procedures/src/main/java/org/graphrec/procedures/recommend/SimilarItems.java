// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Node;

/** The items most like given ones, according to the model: what it recommends for a history of that item alone. */
final class SimilarItems {
    private final Serving serving;

    SimilarItems(Serving serving) {
        this.serving = serving;
    }

    /**
     * The rows of some items, in their order, most similar first.
     *
     * @throws IllegalArgumentException naming a node that is no item
     */
    List<SimilarRow> rows(List<Node> items, Monitor monitor) {
        boolean seen = serving.call().options().taste().seen().any();
        Eligibility eligible = serving.eligible();
        List<Request> requests = new ArrayList<>(items.size());
        for (Node item : items) {
            int row = serving.items().requireRow("items", item);
            requests.add(serving.request(UserHistory.ofItem(row, seen), eligible));
        }
        List<List<Scored>> answers = serving.recommender().recommend(requests, monitor);
        VisibleRanking ranking = new VisibleRanking(serving);
        List<SimilarRow> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            long rank = 0;
            for (VisibleRanking.Shown one : ranking.complete(requests.get(i), answers.get(i))) {
                rows.add(new SimilarRow(items.get(i), one.node(), one.scored().score(), ++rank));
            }
        }
        serving.visible().refresh();
        return rows;
    }
}
