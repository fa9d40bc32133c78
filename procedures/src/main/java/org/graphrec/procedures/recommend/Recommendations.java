package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.KeptHistories;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.recommend.Basis;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.Explainer;
import org.graphrec.training.recommend.Explanation;
import org.graphrec.training.recommend.GroupRecommender;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Scores blocks of users for one call. Histories and items are read on the calling thread, since a transaction belongs to
 * it; the scoring between runs on all threads of the call.
 */
final class Recommendations {
    private static final int[] NONE = {};
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
    private final long seenKinds;
    private int[] candidates;
    private LiveItems items;
    private History named;
    private Histories histories;
    private long badInteractions;
    private String firstBad;
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
        this.seenKinds = options.seen().kinds(model.live(), model.name());
        settled(() -> items);
    }

    /** Reads the items as they are now, and what of the call is said in their rows. */
    private void begin() {
        items = LiveItems.of(transaction, model, options.concurrency(), termination);
        candidates = new ItemFilter(transaction, model, items)
                .rows(options.candidates(), options.where(), options.whereParameters());
        named = named(options.history());
        histories = new Histories(transaction, model.live(), row -> items.row(row));
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
                items.model(),
                items.fallback(),
                items.features(),
                items.learnedFeatures(),
                options.policy(),
                options.concurrency());
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

    /**
     * The rows of one user, best item first; exactly k when k items are eligible.
     *
     * @param user null for somebody who is no node
     * @throws IllegalArgumentException naming a weight of their history that cannot be read
     */
    List<RecommendRow> ofOne(Node user, Monitor monitor) {
        return settled(() -> rows(Collections.singletonList(user), List.of(histories.of(user)), monitor));
    }

    /** The rows of some users, in their order; a weight that cannot be read is seen and no like. */
    List<RecommendRow> of(List<Node> users, Monitor monitor) {
        return settled(() -> rows(users, histories.of(users), monitor));
    }

    private List<RecommendRow> rows(List<Node> users, List<Pairs> pairs, Monitor monitor) {
        List<Request> requests = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            Pairs all = all(users.get(u), pairs.get(u));
            badInteractions += pairs.get(u).unreadable();
            requests.add(request(users.get(u), history(all), seen(all)));
        }
        firstBad = firstBad == null ? histories.firstUnreadable() : firstBad;
        List<List<Scored>> scored = recommender.recommend(requests, monitor);
        List<RecommendRow> rows = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            rows.addAll(visible(
                    users.get(u), requests.get(u), scored.get(u), pairs.get(u).unreadable()));
        }
        return rows;
    }

    /** The items most like each given one, in the model's eyes: what a history of that item alone recommends. */
    List<SimilarRow> similar(List<Node> to, Monitor monitor) {
        return settled(() -> alike(to, monitor));
    }

    private List<SimilarRow> alike(List<Node> to, Monitor monitor) {
        List<Request> requests = to.stream()
                .map(item -> {
                    int row = row("items", item);
                    return request(
                            null,
                            new History(new int[] {row}, null),
                            options.seen().any() ? new int[] {row} : NONE);
                })
                .toList();
        List<List<Scored>> scored = recommender.recommend(requests, monitor);
        List<SimilarRow> rows = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            for (RecommendRow row : visible(null, requests.get(i), scored.get(i), 0)) {
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
        List<Pairs> pairs = members.size() == 1 ? List.of(histories.of(members.get(0))) : histories.of(members);
        List<History> known = new ArrayList<>();
        BitSet eligible = new BitSet();
        eligible.set(0, items.size());
        if (candidates != null) {
            eligible.clear();
            IntStream.of(candidates).forEach(eligible::set);
        }
        eligible.andNot(excluded);
        for (int m = 0; m < members.size(); m++) {
            Pairs all = all(members.get(m), pairs.get(m));
            known.add(history(all));
            IntStream.of(seen(all)).forEach(eligible::clear);
        }
        for (Node member : members) {
            IntStream.of(excluded(member, NONE)).forEach(eligible::clear);
        }
        List<GroupRow> rows = new ArrayList<>();
        // items that are gone or hidden leave gaps, so all are ranked
        for (Scored scored : new GroupRecommender(items.model(), items.fallback())
                .recommend(known, aggregation, eligible, items.size(), monitor)) {
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
        Pairs pairs = all(user, histories.of(user));
        History history = history(pairs);
        int[] seen = seen(pairs);
        Request request = request(user, history, seen);
        Explainer explainer = recommender.explainer(request);
        Explanation explanation = explainer.explain(request, row);
        long rank = rank(explainer, request, row);
        EvidencePath evidence = new EvidencePath(transaction, model.live());
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
                    reason.item() < 0 ? null : rank(explainer, without(user, history, seen, reason.item()), row),
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
    private List<RecommendRow> visible(Node user, Request request, List<Scored> scored, int bad) {
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
            asked = request.excluding(excludedItems);
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
                    regime(one.basis()),
                    words(one.basis()),
                    explanations == null ? null : reasons(explanations.get(rows.size())),
                    bad));
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
        // a deleted node's id may have been given to a node of another kind
        return node != null && model.live().items().labelled(node) && items.is(row, node) ? node : null;
    }

    /** Nobody is recommended to himself, where users are items too. */
    private int[] excluded(Node user, int[] seen) {
        int row = user == null ? -1 : items.row(user);
        return Stream.of(excludedItems, seen, row < 0 ? NONE : new int[] {row})
                .flatMapToInt(IntStream::of)
                .toArray();
    }

    /** What somebody would be asked for who had not done this; the item may come back then. */
    private Request without(Node user, History history, int[] seen, int item) {
        return request(
                user,
                history.without(item),
                IntStream.of(seen).filter(row -> row != item).toArray());
    }

    private Request request(Node user, History history, int[] seen) {
        return new Request(
                history,
                query,
                options.queryWeight() == null ? model.fit().queryWeight() : options.queryWeight(),
                options.k(),
                false,
                candidates,
                excluded(user, seen),
                options.minScore());
    }

    /** How far a row is personal. */
    private static String regime(Basis basis) {
        return switch (basis) {
            case HISTORY -> "warm";
            case TEXT -> "cold";
            case POPULARITY -> "fallback";
        };
    }

    /** By what a row came. */
    private String words(Basis basis) {
        return switch (basis) {
            case HISTORY -> model.live().kept() == null ? "history" : "projected history";
            case TEXT -> "text";
            case POPULARITY -> "popularity";
        };
    }

    /** What the user did, as this transaction sees it, after what is kept of the projection where that is served from. */
    private Pairs all(Node user, Pairs live) {
        KeptHistories kept = model.live().kept();
        return kept == null || user == null
                ? live
                : kept.pairs(model.users(transaction).row(user)).then(live);
    }

    /** What a ranking is computed from: what the user did, and then what the call names. */
    private History history(Pairs pairs) {
        History own = pairs.history(model.live().rule().weighted());
        return (named.size() == 0 ? own : own.then(named)).faded(options.recencyDecay());
    }

    /** What is not recommended since the user knows it. */
    private int[] seen(Pairs pairs) {
        return options.seen().any()
                ? IntStream.concat(
                                IntStream.of(pairs.seen(seenKinds)),
                                IntStream.range(0, named.size()).map(named::item))
                        .toArray()
                : NONE;
    }

    /** How many interactions had a weight that is missing or cannot be read. */
    long badInteractions() {
        return badInteractions;
    }

    /** What the first of them was, as a sentence; null where there was none. */
    String firstBad() {
        return firstBad;
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
