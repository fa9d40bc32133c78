// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.embed.NodeText;

/**
 * A second stage: the best items of the first are scored by a cross-encoder, which reads the query and the text of an item
 * together.
 *
 * @param encoder the name of the cross-encoder
 * @param k how many items it scores, at least as many as are wanted
 * @param weight its share in the score, from 0 to 1
 * @param text what of an item it reads
 */
record Rerank(String encoder, int k, double weight, NodeText text) {

    private static final String KEY = "rerank";
    private static final int USUAL_K = 50;
    private static final int MOST = 1_000;

    /**
     * Reads {@code rerank}; null where there is none.
     *
     * @param wanted how many items are wanted
     * @param diverse whether the list is diversified
     */
    static Rerank read(Config config, String query, int wanted, boolean diverse, Rules rules) {
        Map<String, Object> given = config.map(KEY);
        if (given.isEmpty()) {
            return null;
        }
        Config keys = new Config(given);
        String encoder = keys.requiredString("encoder");
        int k = keys.integer("k", Math.max(USUAL_K, Math.min(wanted, MOST)), 1, MOST);
        double weight = keys.number("weight", 1, 0, 1);
        NodeText text = NodeText.read(keys);
        if (text == null && keys.object("template") == null) {
            keys.problem(
                    "No value specified for the mandatory configuration parameter `textProperties`: the properties of"
                            + " items that are read with the query, such as `['title', 'plot']`.");
        }
        if (query == null) {
            keys.problem("It needs a `query` beside it, which the items are to answer.");
        }
        if (k < wanted) {
            keys.problem("The value of `k` must be at least the `k` of the call, " + wanted + ", but was `" + k + "`.");
        }
        if (diverse || !rules.plainOrder()) {
            keys.problem(
                    "It cannot be combined with `diversity`, `pinned`, `atMost` or `offset`, which make an order of their"
                            + " own. Leave these out.");
        }
        try {
            keys.check();
        } catch (IllegalArgumentException wrong) {
            config.problem("In `" + KEY + "`: " + wrong.getMessage());
            return null;
        }
        config.inForce(KEY, keys.effective());
        return new Rerank(encoder, k, weight, text);
    }
}
