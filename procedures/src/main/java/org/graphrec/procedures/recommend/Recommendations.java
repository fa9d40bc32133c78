package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.procedures.graph.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Scores blocks of users for one call. Histories and items are read on the calling thread, since a transaction belongs to
 * it; the scoring between runs on all threads of the call.
 */
final class Recommendations {
    private final Transaction transaction;
    private final TrainedModel model;
    private final RecommendOptions options;
    private final float[] query;
    private final int[] candidates;
    private final BitSet excluded = new BitSet();
    private int[] excludedItems;
    private final BatchRecommender recommender;

    Recommendations(Transaction transaction, TrainedModel model, RecommendOptions options) {
        this.transaction = transaction;
        this.model = model;
        this.options = options;
        this.query = options.query() == null ? null : new Query(model).vector(options.query(), options.encoder());
        this.candidates = options.candidates() == null ? null : rows(options.candidates());
        for (Node node : options.exclude()) {
            int row = items().row(NodeIds.id(node));
            if (row >= 0) {
                excluded.set(row);
            }
        }
        this.excludedItems = excluded.stream().toArray();
        this.recommender = new BatchRecommender(
                model.fit().model(), model.fallback(), model.graph().featureMatrix(), options.concurrency());
    }

    /** The rows of some users, in their order, best item first; exactly k a user when k items are eligible. */
    List<RecommendRow> of(List<Node> users, Monitor monitor) {
        List<Request> requests = users.stream()
                .map(user -> request(model.live().of(user, items())))
                .toList();
        List<List<Scored>> scored = recommender.recommend(requests, monitor);
        List<RecommendRow> rows = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            rows.addAll(visible(users.get(u), requests.get(u), scored.get(u)));
        }
        return rows;
    }

    /** Rows of real nodes. Items that are gone, or hidden from the caller, are left out and the next best move up. */
    private List<RecommendRow> visible(Node user, Request request, List<Scored> scored) {
        List<Scored> best = scored;
        while (true) {
            List<RecommendRow> rows = new ArrayList<>(best.size());
            boolean complete = true;
            for (Scored one : best) {
                Node item = item(one.item());
                complete &= item != null;
                rows.add(new RecommendRow(user, item, one.score(), rows.size() + 1L, regime(request, one.item())));
                if (item == null) {
                    excluded.set(one.item());
                }
            }
            if (complete) {
                return rows;
            }
            excludedItems = excluded.stream().toArray();
            best = recommender.recommend(request(request.history()));
        }
    }

    private Node item(int row) {
        Node node = NodeIds.find(transaction, items().id(row));
        String label = model.graph().targetLabel();
        // a deleted node's id may have been given to a node of another kind
        return node != null && (label == null || node.hasLabel(Label.label(label))) ? node : null;
    }

    private Request request(History history) {
        return new Request(
                history,
                query,
                options.queryWeight(),
                options.k(),
                options.excludeSeen(),
                candidates,
                excludedItems,
                options.minScore());
    }

    private String regime(Request request, int item) {
        if (BatchRecommender.nothingKnown(request)) {
            return "fallback";
        }
        return model.fit().model().cold(item) ? "cold" : "warm";
    }

    private NodeIndex items() {
        return model.graph().items();
    }

    private int[] rows(List<Node> nodes) {
        int[] rows = new int[nodes.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = items().row(NodeIds.id(nodes.get(i)));
            if (rows[i] < 0) {
                throw new IllegalArgumentException(
                        "The value of `candidates` must be items of the model `" + model.name() + "` but node "
                                + nodes.get(i).getElementId() + " is none. Train again to know it.");
            }
        }
        return Arrays.stream(rows).distinct().toArray();
    }
}
