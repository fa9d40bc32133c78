// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.golden;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls that train one model of every architecture and type, by the model's name, which is the graph's and what makes it
 * another model. A new architecture of {@code rec.train} is among them without being named here.
 */
final class GoldenModels {
    /** Trained by a jar of its own, whose tests have golden files too. */
    private static final Set<String> DEEP = Set.of("gcn", "gat", "sage", "lstm", "transformer");

    private static final Set<String> NEED_TEXTS = Set.of("content", "textgcn");

    private static final String SHOP =
            "featureProperties: ['embedding'], relationshipWeightProperty: 'rating', relationshipTimeProperty: 'at'";

    private GoldenModels() {}

    /** The calls, each without what it yields; those that need another model come after it. */
    static Map<String, String> calls(GoldenGraphs graphs, int concurrency) {
        String common = "randomSeed: 7, concurrency: " + concurrency;
        Map<String, String> calls = new LinkedHashMap<>();
        for (String architecture : architectures(graphs)) {
            train(calls, "shop", architecture, "architecture: '" + architecture + "', " + SHOP, common);
            if (!NEED_TEXTS.contains(architecture)) {
                train(calls, "plain", architecture, "architecture: '" + architecture + "'", common);
            }
        }
        train(calls, "shop", "itemGraphOfGraphAlone", "architecture: 'itemGraph'", common);
        train(calls, "shop", "projectedHistories", "architecture: 'itemKnn', history: 'projected', " + SHOP, common);
        train(calls, "shop", "likes", "architecture: 'itemKnn', likeThreshold: 4.0, " + SHOP, common);
        train(calls, "shop", "rating", "objective: 'rating', " + SHOP, common);
        train(calls, "shop", "ratingMf", "objective: 'rating', architecture: 'mf', " + SHOP, common);
        train(calls, "shop", "ratingOfGraphAlone", "objective: 'rating', relationshipWeightProperty: 'rating'", common);
        train(calls, "shop", "autoOfGraphAlone", "architecture: 'auto'", common);
        train(calls, "orders", "auto", "architecture: 'auto'", common);
        train(calls, "orders", "itemGraph", "architecture: 'itemGraph'", common);
        calls.put(
                "shop-transferred",
                "rec.model.transfer('shop-content', 'shop', {modelName: 'shop-transferred', concurrency: " + concurrency
                        + "})");
        classify(calls, "whole", "targetProperty: 'genre'", common);
        classify(calls, "texts", "targetProperty: 'mood', layers: 0, penalty: 0.1, balanceClasses: true", common);
        return calls;
    }

    private static void train(Map<String, String> calls, String graph, String what, String more, String common) {
        String name = graph + "-" + what;
        calls.put(name, "rec.train('" + graph + "', {modelName: '" + name + "', " + more + ", " + common + "})");
    }

    private static void classify(Map<String, String> calls, String what, String more, String common) {
        String name = "films-" + what;
        calls.put(name, "rec.classify.train('films', {modelName: '" + name + "', " + more + ", " + common + "})");
    }

    /** All that {@code rec.train} trains without a further jar, as it names them itself. */
    private static Set<String> architectures(GoldenGraphs graphs) {
        Map<String, String> names = new LinkedHashMap<>();
        assertThatThrownBy(() -> graphs.rows("CALL rec.train('plain', {modelName: 'm', architecture: 'none'})"
                        + " YIELD trainMillis RETURN trainMillis"))
                .rootCause()
                .message()
                .satisfies(message -> {
                    Matcher named = Pattern.compile("`(\\w+)`").matcher(message.substring(message.indexOf("one of")));
                    while (named.find()) {
                        names.put(named.group(1), "");
                    }
                });
        names.remove("none");
        // these graphs have interactions alone
        names.remove("context");
        names.keySet().removeAll(DEEP);
        return names.keySet();
    }
}
