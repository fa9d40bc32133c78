package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.training.recommend.RankingPolicy;
import org.neo4j.graphdb.Node;

/**
 * What is recommended.
 *
 * @param k items a user, at least 1
 * @param seen what is left out of what the user knows
 * @param query free text that moves the scores, or null
 * @param queryWeight its share in the score, from 0 to 1; null: what training chose
 * @param encoder what turns the query into a vector; null: the one that wrote the features
 * @param history items that come after the live history, or stand for it where there is no user
 * @param recencyDecay an item with n later ones counts (n + 1)^-this of what it would; at least 0
 * @param candidates the items to choose from; null: all
 * @param where a Cypher predicate over {@code item}, or null
 * @param whereParameters the parameters of the predicate
 * @param exclude items to leave out
 * @param minScore items below are left out
 * @param policy what counts beside the score
 * @param explain whether each row has its reasons
 * @param concurrency threads
 * @param write where recommendations go; null in stream mode
 * @param configuration the values in force
 */
record RecommendOptions(
        int k,
        Seen seen,
        String query,
        Double queryWeight,
        String encoder,
        List<HistoryItem> history,
        double recencyDecay,
        List<Node> candidates,
        String where,
        Map<String, Object> whereParameters,
        List<Node> exclude,
        double minScore,
        RankingPolicy policy,
        boolean explain,
        int concurrency,
        WriteTarget write,
        Map<String, Object> configuration) {
    private static final int MOST_ITEMS = 10_000;

    /** The type of the relationships written and the property of the score; rank goes to {@code rank}. */
    record WriteTarget(String relationshipType, String property) {}

    static RecommendOptions read(Map<String, Object> map, boolean write) {
        return read(new Config(map), write);
    }

    /** Reads what is left of a config, and ends the reading. */
    static RecommendOptions read(Config config, boolean write) {
        int k = config.integer("k", 10, 1, MOST_ITEMS);
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
        config.check();
        return new RecommendOptions(
                k,
                seen,
                query,
                queryWeight,
                encoder,
                history,
                recencyDecay,
                candidates,
                where,
                whereParameters,
                exclude == null ? List.of() : exclude,
                minScore,
                new RankingPolicy(diversity, popularityDiscount),
                explain,
                concurrency,
                target,
                config.effective());
    }

    private static List<Node> nodes(Config config, String key) {
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
