package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.Explainer;
import org.graphrec.training.recommend.Explanation;
import org.graphrec.training.recommend.GroupRecommender;
import org.graphrec.training.recommend.Reason;
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
    /** How far behind the k-th item the first look for hidden ones goes, in k, and each one after it. */
    private static final int FIRST_LOOK_AHEAD = 4;

    private static final int LOOK_AHEAD_FACTOR = 4;

    /** How often a call begins anew, at most, when ids are given again while it runs. */
    private static final int MOST_AGAIN = 3;

    private final Transaction transaction;
    private final TrainedModel model;
    private final RecommendOptions options;
    private final float[] query;
    private final Monitor termination;
    private int[] candidates;
    private LiveItems items;
    private History named;
    private final BitSet excluded = new BitSet();
    private final BitSet looked = new BitSet();
    private final BitSet hidden = new BitSet();
    private int[] excludedItems;
    private BatchRecommender recommender;

    /** For one call; {@code termination} ends what it has to do first. */
    Recommendations(Transaction transaction, TrainedModel model, RecommendOptions options, Monitor termination) {
        this.transaction = transaction;
        this.model = model;
        this.options = options;
        this.query = options.query() == null ? null : new Query(model).vector(options.query(), options.encoder());
        this.termination = termination;
        settled(() -> items);
    }

    /** Reads the items as they are now, and what of the call is said in their rows. */
    private void begin() {
        items = LiveItems.of(transaction, model, options.concurrency(), termination);
        candidates = new ItemFilter(transaction, model, items)
                .rows(options.candidates(), options.where(), options.whereParameters());
        named = named(options.history());
        looked.clear();
        hidden.clear();
        excluded.clear();
        excluded.or(items.superseded());
        for (Node node : options.exclude()) {
            int row = items.row(node);
            if (row >= 0) {
                excluded.set(row);
            }
        }
        excludedItems = excluded.stream().toArray();
        recommender = new BatchRecommender(
                items.model(), items.fallback(), items.features(), options.policy(), options.concurrency());
    }

    /** Does something, and once more where it meets a node that got the id of a known item, so that the new one is served. */
    private <T> T settled(Supplier<T> work) {
        for (int again = 0; ; again++) {
            try {
                if (recommender == null) {
                    begin();
                }
                T result = work.get();
                if (!items.outdated() || again == MOST_AGAIN) {
                    return result;
                }
            } catch (IllegalArgumentException unknown) {
                if (items == null || !items.outdated() || again == MOST_AGAIN) {
                    throw unknown;
                }
            }
            recommender = null;
        }
    }

    /** An upper bound on the heap that it takes to score so many users together, in bytes. */
    static long bytes(TrainedModel model, RecommendOptions options, int users) {
        long items = model.graph().items().size();
        long k = Math.min(options.k(), items);
        // rows of the best, histories of a few hundred; what is asked for, and for each thread the scores
        return users * (200 * k + 4_000) + (4L + Math.min(options.concurrency(), users)) * 16 * items;
    }

    /** The rows of some users, in their order, best item first; exactly k a user when k items are eligible. */
    List<RecommendRow> of(List<Node> users, Monitor monitor) {
        return settled(() -> recommended(users, monitor));
    }

    private List<RecommendRow> recommended(List<Node> users, Monitor monitor) {
        List<Request> requests =
                users.stream().map(user -> request(user, history(user))).toList();
        List<List<Scored>> scored = recommender.recommend(requests, monitor);
        List<RecommendRow> rows = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            rows.addAll(visible(users.get(u), requests.get(u), scored.get(u)));
        }
        return rows;
    }

    /** The items most like each given one, in the model's eyes: what a history of that item alone recommends. */
    List<SimilarRow> similar(List<Node> to, Monitor monitor) {
        return settled(() -> alike(to, monitor));
    }

    private List<SimilarRow> alike(List<Node> to, Monitor monitor) {
        List<Request> requests = to.stream()
                .map(item -> request(null, new History(new int[] {row("items", item)}, null)))
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
        return settled(() -> together(members, aggregation, monitor));
    }

    private List<GroupRow> together(List<Node> members, GroupRecommender.Aggregation aggregation, Monitor monitor) {
        List<History> histories = members.stream().map(this::history).toList();
        BitSet eligible = new BitSet();
        eligible.set(0, items.size());
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
        for (Node member : members) {
            IntStream.of(excluded(member)).forEach(eligible::clear);
        }
        List<GroupRow> rows = new ArrayList<>();
        // items that are gone or hidden leave gaps, so all are ranked
        for (Scored scored : new GroupRecommender(items.model())
                .recommend(histories, aggregation, eligible, items.size(), monitor)) {
            Node item = rows.size() < options.k() ? item(scored.item()) : null;
            if (item != null && eligible.get(scored.item()) && scored.score() >= options.minScore()) {
                rows.add(new GroupRow(item, scored.score(), rows.size() + 1L));
            }
        }
        return rows;
    }

    /** Why one item has its score for one user: a row a reason, the strongest first. */
    List<ExplainRow> explain(Node user, Node item) {
        return settled(() -> explained(user, item));
    }

    private List<ExplainRow> explained(Node user, Node item) {
        int row = row("item", item);
        Request request = request(user, history(user));
        Explainer explainer = recommender.explainer(request);
        Explanation explanation = explainer.explain(request, row);
        long rank = rank(explainer, request, row);
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
                    reason.item() < 0 ? null : rank(explainer, request.without(reason.item()), row),
                    explanation.score(),
                    rank));
        }
        return rows;
    }

    /** The item's place among those that the caller may see. */
    private long rank(Explainer explainer, Request request, int row) {
        return 1
                + IntStream.of(explainer.better(request, row))
                        .filter(this::visible)
                        .count();
    }

    private boolean visible(int row) {
        if (!looked.get(row)) {
            looked.set(row);
            hidden.set(row, item(row) == null);
        }
        return !hidden.get(row);
    }

    /** Rows of real nodes. Items that are gone, or hidden from the caller, are left out and the next best move up. */
    private List<RecommendRow> visible(Node user, Request request, List<Scored> scored) {
        Request asked = request;
        List<Scored> best = scored;
        List<Node> nodes = nodes(best);
        int ahead = FIRST_LOOK_AHEAD * options.k();
        while (nodes.contains(null)) {
            // further ahead each time, so that a caller who may see little waits for few rankings
            for (Scored one : recommender.rank(asked, Math.min(ahead, items.size()))) {
                if (item(one.item()) == null) {
                    excluded.set(one.item());
                }
            }
            ahead = (int) Math.min(Integer.MAX_VALUE, (long) LOOK_AHEAD_FACTOR * ahead);
            excludedItems = excluded.stream().toArray();
            asked = request(user, request.history());
            best = recommender.recommend(asked);
            nodes = nodes(best);
        }
        List<Explanation> explanations = options.explain()
                ? recommender
                        .explainer(asked)
                        .explain(asked, best.stream().map(Scored::item).toList())
                : null;
        List<RecommendRow> rows = new ArrayList<>(best.size());
        for (Scored one : best) {
            rows.add(new RecommendRow(
                    user,
                    nodes.get(rows.size()),
                    one.score(),
                    rows.size() + 1L,
                    regime(request, one.item()),
                    explanations == null ? null : reasons(explanations.get(rows.size()))));
        }
        return rows;
    }

    /** The parts of a score as `reasons` has them. */
    private List<Map<String, Object>> reasons(Explanation explanation) {
        List<Map<String, Object>> reasons = new ArrayList<>();
        for (Reason reason : explanation.reasons()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("reason", reason.kind().name().toLowerCase(Locale.ROOT));
            map.put("source", reason.item() < 0 ? null : item(reason.item()));
            map.put("contribution", reason.contribution());
            map.put("graph", reason.graph());
            map.put("text", reason.text());
            reasons.add(map);
        }
        return reasons;
    }

    /** The items, null for one that is gone or hidden. */
    private List<Node> nodes(List<Scored> scored) {
        List<Node> nodes = new ArrayList<>(scored.size());
        scored.forEach(one -> nodes.add(item(one.item())));
        return nodes;
    }

    private Node item(int row) {
        Node node = NodeIds.find(transaction, items.id(row));
        String label = model.graph().targetLabel();
        // a deleted node's id may have been given to a node of another kind
        return node != null && (label == null || node.hasLabel(Label.label(label))) && items.is(row, node)
                ? node
                : null;
    }

    /** Nobody is recommended to himself, where users are items too. */
    private int[] excluded(Node user) {
        int row = user == null ? -1 : items.row(user);
        return row < 0
                ? excludedItems
                : IntStream.concat(IntStream.of(excludedItems), IntStream.of(row))
                        .toArray();
    }

    private Request request(Node user, History history) {
        return new Request(
                history,
                query,
                options.queryWeight() == null ? model.fit().queryWeight() : options.queryWeight(),
                options.k(),
                options.excludeSeen(),
                candidates,
                excluded(user),
                options.minScore());
    }

    private String regime(Request request, int item) {
        if (BatchRecommender.nothingKnown(request)) {
            return "fallback";
        }
        return items.model().cold(item) ? "cold" : "warm";
    }

    /** What the user did, as this transaction sees it, and then what the call names. */
    private History history(Node user) {
        History live = user == null ? History.empty() : model.live().of(user, items::row);
        return (named.size() == 0 ? live : live.then(named)).faded(options.recencyDecay());
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
        if (item == null) {
            throw new IllegalArgumentException("The value of `" + parameter
                    + "` must be a node but was `null`. Match the nodes first and pass them.");
        }
        int row = items.row(item);
        if (row < 0) {
            throw LiveItems.unknown(parameter, item, model);
        }
        return row;
    }
}
