// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What decides in a model, as it is served now: of the lists of some users, the share that each kind of reason has in all
 * contributions, whether they add to a score or take from it.
 *
 * @param users how many users were measured
 * @param shares by kind, which sum to 1: {@code interactions}, {@code texts}, {@code popularity}, or {@code relation:} and its name;
 *     empty if no list has a reason
 */
record MeasuredShares(int users, Map<String, Double> shares) {
    /** Users that are measured at most, evenly spread over those of training. */
    static final int MOST_USERS = 100;

    /** Items of each list. */
    static final int LISTED = 10;

    static final String RELATION = "relation:";

    MeasuredShares {
        shares = new LinkedHashMap<>(shares);
    }

    /** Measures as the calling user sees it. */
    static MeasuredShares of(Transaction transaction, TrainedModel model, RecommendOptions options, Monitor monitor) {
        List<Node> users = sample(transaction, model);
        Map<String, Double> sums = new TreeMap<>();
        if (!users.isEmpty()) {
            for (RecommendRow row : new Recommendations(transaction, model, options, monitor).rows(users, monitor)) {
                row.reasons().forEach(reason -> add(sums, reason));
            }
        }
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        sums.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(one -> shares.put(one.getKey(), one.getValue() / all));
        return new MeasuredShares(users.size(), shares);
    }

    private static void add(Map<String, Double> sums, Map<String, Object> reason) {
        double graph = Math.abs((double) reason.get("graph"));
        String kind = reason.get("relation") != null
                ? RELATION + reason.get("relation")
                : "popularity".equals(reason.get("reason")) ? "popularity" : "interactions";
        sums.merge(kind, graph, Double::sum);
        sums.merge("texts", Math.abs((double) reason.get("text")), Double::sum);
    }

    private static List<Node> sample(Transaction transaction, TrainedModel model) {
        NodeIndex index = model.graph().users();
        KnownNodes known = model.users(transaction);
        List<Node> users = new ArrayList<>();
        int most = Math.min(MOST_USERS, index.size());
        for (int i = 0; i < most; i++) {
            Node node = NodeIds.find(transaction, index.id((int) ((long) i * index.size() / most)));
            if (node != null && model.live().users().labelled(node) && known.row(node) >= 0) {
                users.add(node);
            }
        }
        return users;
    }
}
