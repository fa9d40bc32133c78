// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.training.recommend.RankingPolicy;
import org.neo4j.graphdb.Node;

/**
 * The options of a ranking.
 *
 * @param ranking how many items, and in which order
 * @param query free text that moves the scores
 * @param taste what counts as the user's history
 * @param choice the items to choose from
 * @param concurrency number of threads
 * @param write where recommendations go; null in stream mode
 * @param configuration the values in force
 */
record RecommendOptions(
        Ranking ranking,
        TextQuery query,
        Taste taste,
        Choice choice,
        int concurrency,
        WriteTarget write,
        Map<String, Object> configuration) {
    private static final int MAX_ITEMS = 10_000;

    /**
     * How many items, and in which order.
     *
     * @param k number of items per user, at least 1
     * @param minScore items below are left out
     * @param policy what counts beside the score
     * @param explain whether each row has its reasons
     * @param rules what whoever runs the site wants of the list
     */
    record Ranking(int k, double minScore, RankingPolicy policy, boolean explain, Rules rules) {}

    /**
     * Free text that moves the scores.
     *
     * @param text null for none
     * @param weight its share in the score, from 0 to 1; null: what training chose
     * @param encoder what turns the text into a vector; null: the one that wrote the features
     * @param rerank the second stage; null for none
     */
    record TextQuery(String text, Double weight, String encoder, Rerank rerank) {}

    /**
     * What counts as the user's history.
     *
     * @param history items that come after the live history, or stand for it where there is no user
     * @param recencyDecay an item with n later ones counts (n + 1)^-this of what it would; at least 0
     * @param seen what is left out of what the user knows
     * @param personal whether anything that is known of the user is read at all
     */
    record Taste(List<HistoryItem> history, double recencyDecay, Seen seen, boolean personal) {}

    /**
     * The items to choose from.
     *
     * @param candidates null: all
     * @param where a Cypher predicate over {@code item}, or null
     * @param whereParameters the parameters of the predicate
     * @param exclude items to leave out
     */
    record Choice(List<Node> candidates, String where, Map<String, Object> whereParameters, List<Node> exclude) {}

    /** The type of the relationships written and the property of the score; rank goes to {@code rank}. */
    record WriteTarget(String relationshipType, String property) {}

    static RecommendOptions read(Map<String, Object> map, boolean write) {
        return read(new Config(map), write);
    }

    /** Reads what is left of a config, and ends the reading. */
    static RecommendOptions read(Config config, boolean write) {
        return read(config, write, Rules.NONE, true, false);
    }

    /** The options of lists for users, which rules may shape. */
    static RecommendOptions ofLists(Config config, boolean write) {
        return read(config, write, Rules.ofList(config, !write), config.flag("personalization", true), !write);
    }

    /** The options of lists that are the same for everybody. */
    static RecommendOptions ofPopular(Config config) {
        int k = config.integer("k", 10, 1, MAX_ITEMS);
        Rules rules = Rules.ofList(config, true);
        List<Node> candidates = nodes(config, "candidates");
        String where = config.string("where", null);
        Map<String, Object> whereParameters = config.map("whereParameters");
        List<Node> exclude = nodes(config, "exclude");
        boolean explain = config.flag("explain", false);
        config.check();
        return new RecommendOptions(
                new Ranking(k, Double.NEGATIVE_INFINITY, RankingPolicy.SCORE, explain, rules),
                new TextQuery(null, null, null, null),
                new Taste(List.of(), 0, new Seen(false, null), false),
                new Choice(candidates, where, whereParameters, exclude == null ? List.of() : exclude),
                1,
                null,
                config.effective());
    }

    /** The options of one row for a user. */
    static RecommendOptions ofRow(Config config) {
        return read(config, false, Rules.ofRow(config), config.flag("personalization", true), true);
    }

    private static RecommendOptions read(
            Config config, boolean write, Rules rules, boolean personal, boolean rerankable) {
        int k = config.integer("k", 10, 1, MAX_ITEMS);
        Seen seen = Seen.read(config);
        String query = config.string("query", null);
        Double queryWeight = config.object("queryWeight", "Float from 0 to 1") == null
                ? null
                : (Double) config.number("queryWeight", 0.5, 0, 1);
        String encoder = config.string("encoder", null);
        List<HistoryItem> history = HistoryItem.read(config);
        double recencyDecay = config.number("recencyDecay", 0, 0, 10);
        List<Node> candidates = nodes(config, "candidates");
        String where = config.string("where", null);
        Map<String, Object> whereParameters = config.map("whereParameters");
        List<Node> exclude = nodes(config, "exclude");
        double minScore = config.object("minScore", "Float") == null
                ? Double.NEGATIVE_INFINITY
                : config.number("minScore", 0, -Double.MAX_VALUE, Double.MAX_VALUE);
        double diversity = config.number("diversity", 0, 0, 1);
        double popularityDiscount = config.number("popularityDiscount", 0, 0, 1);
        boolean explain = !write && config.flag("explain", false);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        WriteTarget target = write
                ? new WriteTarget(
                        config.requiredString("writeRelationshipType"), config.string("writeProperty", "score"))
                : null;
        if (!personal && !history.isEmpty()) {
            config.problem(
                    "The value of `history` must be left out with `personalization: false`, which reads no history.");
        }
        if (diversity > 0 && (rules.offset() > 0 || !rules.atMost().isEmpty())) {
            config.problem(
                    "The value of `diversity` must be 0 with `atMost` or `offset`: what it picks depends on how many rows are"
                            + " wanted.");
        }
        Rerank rerank = rerankable ? Rerank.read(config, query, k, diversity > 0, rules) : null;
        config.check();
        return new RecommendOptions(
                new Ranking(k, minScore, new RankingPolicy(diversity, popularityDiscount), explain, rules),
                new TextQuery(query, queryWeight, encoder, rerank),
                new Taste(history, recencyDecay, seen, personal),
                new Choice(candidates, where, whereParameters, exclude == null ? List.of() : exclude),
                concurrency,
                target,
                config.effective());
    }

    static List<Node> nodes(Config config, String key) {
        Object value = config.object(key, "Node or list of Nodes");
        if (value == null) {
            return null;
        }
        List<Node> nodes = new ArrayList<>();
        for (Object entry : value instanceof List<?> list ? list : List.of(value)) {
            if (entry instanceof Node node) {
                nodes.add(node);
            } else {
                config.problem("The value of `" + key + "` must be a list of nodes but has `" + Config.shown(entry)
                        + "`. Match the nodes first and pass them.");
                break;
            }
        }
        return nodes;
    }
}
