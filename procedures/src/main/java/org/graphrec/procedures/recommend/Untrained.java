// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.changes.ChangedNodes;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.StoreCounts;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.neighbourhood.NeighbourhoodModel;
import org.graphrec.training.neighbourhood.NeighbourhoodWithTexts;
import org.graphrec.training.recommend.RankingPolicy;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Answers without a model: what users near the user have, behind that what is like it by its text, and last what most users have.
 * Texts are read, and users are counted, where the first does not fill the list; of many users and items, some stand for all, so that
 * an answer does not take longer as the graph grows. All items are looked at where these do not fill the list either.
 */
final class Untrained {
    private static final String REGIME = "untrained";

    /** Bytes for each item: its id, counts, scores and places. */
    private static final long BYTES_OF_ITEM = 100;

    /** Bytes for each user: its id, twice while they are put in order. */
    private static final long BYTES_OF_USER = 3 * Long.BYTES;

    /** Bytes for what is read around one user, a hundred others with some thousands of items each. */
    private static final long BYTES_OF_NEIGHBOURHOOD = 64L << 20;

    private final Transaction transaction;
    private final GraphReading reading;
    private final String name;
    private final LiveTexts texts;
    private final RecommendOptions options;
    private final Monitor termination;
    private SampledPopularity counted;
    private NodeIndex described;
    private Everything everything;
    private ItemFeatures allTexts;

    /** All items there are, read once for a call. */
    private record Everything(NodeIndex items, Popularity popularity) {}

    /** For one call. */
    Untrained(
            Transaction transaction,
            GraphReading reading,
            UntrainedConfig config,
            ProjectedGraphs graphs,
            Monitor termination) {
        this.transaction = transaction;
        this.reading = reading;
        this.name = config.source().name();
        this.texts = config.source().texts(config.features(), graphs);
        this.options = config.options();
        this.termination = termination;
    }

    /** An upper bound on what a call holds. */
    static MemoryNeed memory(Transaction transaction, GraphReading reading) {
        return MemoryNeed.ofHeap(
                "counts",
                BYTES_OF_NEIGHBOURHOOD
                        + BYTES_OF_ITEM * nodes(transaction, reading.items())
                        + BYTES_OF_USER * users(transaction, reading));
    }

    /** The number of users, as labels tell it. */
    static long users(Transaction transaction, GraphReading reading) {
        return nodes(transaction, reading.users());
    }

    private static long nodes(Transaction transaction, NodeReading nodes) {
        return nodes.labels().isEmpty()
                ? StoreCounts.nodes(transaction)
                : nodes.labels().stream()
                        .mapToLong(label -> StoreCounts.nodes(transaction, label))
                        .sum();
    }

    /** A row that says that nothing was trained. */
    static RecommendRow row(RecommendRow row) {
        return new RecommendRow(
                row.user(),
                row.item(),
                row.score(),
                row.rank(),
                REGIME,
                row.basis(),
                row.reasons(),
                row.badInteractions());
    }

    /**
     * The rows of one user, best item first; exactly k when k items are eligible and visible.
     *
     * @param user null for somebody who is not a node
     */
    List<RecommendRow> rows(Node user, RunningCall call) {
        LiveNeighbourhood near = near(user);
        if (!near.isEmpty() && !needsAll()) {
            List<RecommendRow> rows = rows(reached(near, named()), user, call);
            if (filled(rows)) {
                return rows;
            }
        }
        if (!needsAll()) {
            List<RecommendRow> rows = rows(known(near, call), user, call);
            if (rows.size() == options.ranking().k()) {
                return rows;
            }
        }
        return rows(everything(near, call), user, call);
    }

    /** Why one item has its score for a user. */
    List<ExplainRow> explain(Node user, Node item, RunningCall call) {
        requireItem(item);
        LiveNeighbourhood near = near(user);
        if (!needsAll()) {
            List<Node> named = named();
            named.add(item);
            List<ExplainRow> rows = explained(reached(near, named), user, item);
            if (!rows.isEmpty() && rows.get(0).score() > 0) {
                return rows;
            }
        }
        return explained(everything(near, call), user, item);
    }

    private void requireItem(Node item) {
        if (item == null) {
            throw new IllegalArgumentException(
                    "The value of `item` must be a node but was `null`. Match the nodes first and pass them.");
        }
        if (!reading.items().labelled(item)) {
            throw new IllegalArgumentException(
                    "The value of `item` must be a node" + reading.items().withLabel() + ", as `" + name
                            + "` says, but was `" + Config.shown(item) + "`. Match the item first and pass it.");
        }
    }

    private List<ExplainRow> explained(TrainedModel model, Node user, Node item) {
        return new Recommendations(transaction, model, options, termination).explain(user, item);
    }

    /** Whether an option goes by what is known of all items alone. */
    private boolean needsAll() {
        RankingPolicy policy = options.ranking().policy();
        return options.query().text() != null
                || policy.popularityDiscount() > 0
                || (policy.diversity() > 0 && !texts.isEmpty());
    }

    /** The items that walks come to, and some others. */
    private TrainedModel reached(LiveNeighbourhood near, List<Node> others) {
        NodeIndex items = near.items(others);
        return UntrainedModel.of(
                name, reading, items, ItemFeatures.NONE, near.model(items), new Popularity(new int[items.size()]));
    }

    private List<RecommendRow> rows(TrainedModel model, Node user, Monitor monitor) {
        return new Recommendations(transaction, model, options, termination)
                .rows(user, monitor).stream().map(Untrained::row).toList();
    }

    /** Of somebody whose history is not to be read, nothing is. */
    private LiveNeighbourhood near(Node user) {
        List<Node> history = options.taste().history().stream()
                .filter(one -> one.weight() > 0)
                .map(HistoryItem::item)
                .filter(reading.items()::labelled)
                .toList();
        boolean personal = options.taste().personal();
        return LiveNeighbourhood.read(transaction, reading, personal ? user : null, history, termination);
    }

    /** Whether there is nothing left to fill up with what is popular; what is pinned may be. */
    private boolean filled(List<RecommendRow> rows) {
        RecommendOptions.Ranking ranking = options.ranking();
        boolean least = ranking.minScore() > Double.NEGATIVE_INFINITY && texts.isEmpty();
        int pinned = ranking.rules().pinned().size();
        return (least || rows.size() == ranking.k())
                && rows.stream()
                        .noneMatch(row -> row.rank() > pinned && row.basis().equals("popularity"));
    }

    /** The items that walks come to, those that users have, and those whose texts are read. */
    private TrainedModel known(LiveNeighbourhood near, RunningCall call) {
        long moment = ChangedNodes.of(transaction).now();
        SampledPopularity popular = counted(call);
        NodeIndex some = described(near, call);
        NavigableSet<Long> ids = popular.items();
        add(some, ids);
        NodeIndex items = index(ids);
        ItemFeatures features = texts.read(transaction, items, some, call);
        LiveItems.readAt(items, moment);
        return over(near, items, features, popular.over(items));
    }

    private SampledPopularity counted(Monitor monitor) {
        if (counted == null) {
            counted = SampledPopularity.read(transaction, reading, monitor);
        }
        return counted;
    }

    /** The items whose texts are read: some of all, and those that were met, among them what the user has. */
    private NodeIndex described(LiveNeighbourhood near, Monitor monitor) {
        if (described == null) {
            described = texts.some(transaction, reading.items(), monitor);
        }
        NavigableSet<Long> ids = new TreeSet<>();
        add(described, ids);
        add(near.items(named()), ids);
        return index(ids);
    }

    private static void add(NodeIndex items, Set<Long> ids) {
        for (int row = 0; row < items.size(); row++) {
            ids.add(items.id(row));
        }
    }

    private static NodeIndex index(Set<Long> ids) {
        return new NodeIndex(ids.stream().mapToLong(Long::longValue).toArray());
    }

    private TrainedModel over(LiveNeighbourhood near, NodeIndex items, ItemFeatures features, Popularity popularity) {
        NeighbourhoodModel walks = near.model(items);
        return UntrainedModel.of(
                name,
                reading,
                items,
                features,
                features.isEmpty() ? walks : new NeighbourhoodWithTexts(walks, features.matrix()),
                popularity);
    }

    /** All items there are; with all of their texts, and counts of all users, where an option goes by these. */
    private TrainedModel everything(LiveNeighbourhood near, RunningCall call) {
        if (everything == null) {
            long moment = ChangedNodes.of(transaction).now();
            boolean exact = options.ranking().policy().popularityDiscount() > 0;
            LivePopularity all = exact ? LivePopularity.read(transaction, reading, call) : null;
            NodeIndex items = exact ? all.items() : LivePopularity.items(transaction, reading.items(), call);
            LiveItems.readAt(items, moment);
            everything = new Everything(
                    items, exact ? all.ofAllTime() : counted(call).over(items));
        }
        ItemFeatures features = texts(everything.items(), near, call);
        requireTexts(features);
        return over(near, everything.items(), features, everything.popularity());
    }

    /** The texts of all items, read once for a call, or where some stand for all, of those and of what the user has. */
    private ItemFeatures texts(NodeIndex items, LiveNeighbourhood near, RunningCall call) {
        if (allTexts != null) {
            return allTexts;
        }
        NodeIndex read = needsAll() ? items : described(near, call);
        ItemFeatures features = texts.read(transaction, items, read, call);
        if (read.size() == items.size()) {
            allTexts = features;
        }
        return features;
    }

    private void requireTexts(ItemFeatures features) {
        if (options.query().text() != null && features.isEmpty()) {
            throw new IllegalArgumentException("The value of `query` needs texts of items, as vectors: write them with"
                    + " `rec.embed.nodes.write`, and name the property with `featureProperties`.");
        }
    }

    /** The items that the call names, which may lie farther away than what was reached. */
    private List<Node> named() {
        List<Node> named = new ArrayList<>(options.ranking().rules().pinned());
        options.taste().history().forEach(one -> named.add(one.item()));
        if (options.choice().candidates() != null) {
            named.addAll(options.choice().candidates());
        }
        named.removeIf(node -> !reading.items().labelled(node));
        return named;
    }
}
