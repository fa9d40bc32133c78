package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.procedures.graph.NodeIndex;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.model.Model;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.Explainer;
import org.graphrec.training.recommend.Explanation;
import org.graphrec.training.recommend.GroupRecommender;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Direction;
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
    private final History named;
    private final BitSet excluded = new BitSet();
    private int[] excludedItems;
    private final BatchRecommender recommender;

    Recommendations(Transaction transaction, TrainedModel model, RecommendOptions options) {
        this.transaction = transaction;
        this.model = model;
        this.options = options;
        this.query = options.query() == null ? null : new Query(model).vector(options.query(), options.encoder());
        this.candidates = new ItemFilter(transaction, model)
                .rows(options.candidates(), options.where(), options.whereParameters());
        this.named = named(options.history());
        for (Node node : options.exclude()) {
            int row = items().row(NodeIds.id(node));
            if (row >= 0) {
                excluded.set(row);
            }
        }
        this.excludedItems = excluded.stream().toArray();
        this.recommender = new BatchRecommender(
                model.fit().model(),
                model.fallback(),
                model.graph().featureMatrix(),
                options.policy(),
                options.concurrency());
    }

    /** The rows of some users, in their order, best item first; exactly k a user when k items are eligible. */
    List<RecommendRow> of(List<Node> users, Monitor monitor) {
        List<Request> requests =
                users.stream().map(user -> request(history(user))).toList();
        List<List<Scored>> scored = recommender.recommend(requests, monitor);
        List<RecommendRow> rows = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            rows.addAll(visible(users.get(u), requests.get(u), scored.get(u)));
        }
        return rows;
    }

    /** The items most like each given one, in the model's eyes: what a history of that item alone recommends. */
    List<SimilarRow> similar(List<Node> to, Monitor monitor) {
        List<Request> requests = to.stream()
                .map(item -> request(new History(new int[] {row("items", item)}, null)))
                .toList();
        List<List<Scored>> scored = recommender.recommend(requests, monitor);
        List<SimilarRow> rows = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            for (RecommendRow row : visible(null, requests.get(i), scored.get(i))) {
                rows.add(new SimilarRow(to.get(i), row.item(), row.score(), row.rank()));
            }
        }
        return rows;
    }

    /** The best items for several users together. */
    List<GroupRow> group(List<Node> members, GroupRecommender.Aggregation aggregation, Monitor monitor) {
        List<History> histories = members.stream().map(this::history).toList();
        BitSet eligible = new BitSet();
        eligible.set(0, items().size());
        if (candidates != null) {
            eligible.clear();
            IntStream.of(candidates).forEach(eligible::set);
        }
        eligible.andNot(excluded);
        for (History history : histories) {
            for (int i = 0; options.excludeSeen() && i < history.size(); i++) {
                eligible.clear(history.item(i));
            }
        }
        List<GroupRow> rows = new ArrayList<>();
        // items that are gone or hidden leave gaps, so all are ranked
        for (Scored scored : new GroupRecommender(model.fit().model())
                .recommend(histories, aggregation, eligible, items().size(), monitor)) {
            Node item = rows.size() < options.k() ? item(scored.item()) : null;
            if (item != null && eligible.get(scored.item()) && scored.score() >= options.minScore()) {
                rows.add(new GroupRow(item, scored.score(), rows.size() + 1L));
            }
        }
        return rows;
    }

    /** Why one item has its score for one user: a row a reason, the strongest first. */
    List<ExplainRow> explain(Node user, Node item) {
        int row = row("item", item);
        Request request = request(history(user));
        Model known = BatchRecommender.nothingKnown(request)
                ? model.fallback()
                : model.fit().model();
        Explainer explainer = new Explainer(known, model.graph().featureMatrix());
        Explanation explanation = explainer.explain(request, row);
        long rank = explainer.rank(request, row);
        EvidencePath evidence = new EvidencePath(transaction, model.live().relationshipTypes());
        List<ExplainRow> rows = new ArrayList<>();
        for (Reason reason : explanation.reasons()) {
            Node source = reason.item() < 0 ? null : item(reason.item());
            rows.add(new ExplainRow(
                    reason.kind().name().toLowerCase(Locale.ROOT),
                    source,
                    reason.contribution(),
                    reason.graph(),
                    reason.text(),
                    source == null ? null : evidence.of(user, source, item),
                    reason.item() < 0 ? null : explainer.rank(request.without(reason.item()), row),
                    explanation.score(),
                    rank));
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

    /** What the user did, as this transaction sees it, and then what the call names. */
    private History history(Node user) {
        History live = user == null ? History.empty() : model.live().of(user, items(), direction());
        return named.size() == 0 ? live : live.then(named);
    }

    /** Where users and items have labels of their own, an interaction counts whichever way it was drawn. */
    private Direction direction() {
        String source = model.graph().sourceLabel();
        return source == null || source.equals(model.graph().targetLabel()) ? Direction.OUTGOING : Direction.BOTH;
    }

    private History named(List<HistoryItem> history) {
        int[] rows = new int[history.size()];
        float[] emphases = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Node item = history.get(i).item();
            rows[i] = row("history", item);
            emphases[i] = (float) history.get(i).weight();
        }
        return new History(rows, null, emphases);
    }

    private int row(String parameter, Node item) {
        int row = items().row(NodeIds.id(item));
        if (row < 0) {
            throw new IllegalArgumentException("The value of `" + parameter + "` must be of items of the model `"
                    + model.name() + "` but node " + item.getElementId() + " is none. Train again to know it.");
        }
        return row;
    }
}
