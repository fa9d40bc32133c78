// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.procedures.config.Config;

/**
 * How an explanation is put into words.
 *
 * @param language of the sentences
 * @param mostParts how many parts get a sentence of their own
 * @param nameProperty that of items and of other nodes
 * @param phrased whether the operator's chat service puts the sentences into other words
 * @param options what is explained
 */
record ExplainTextConfig(
        ExplanationLanguage language, int mostParts, String nameProperty, boolean phrased, RecommendOptions options) {

    static ExplainTextConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String language = config.choice("language", "en", List.of("en", "zh"));
        int parts = config.integer("maxParts", 3, 1, 20);
        String name = config.string("itemNameProperty", "title");
        boolean phrased = config.flag("phrased", false);
        if (phrased && !ChatEndpoint.set()) {
            config.problem(
                    "The value of `phrased` is `true`, but there is no chat service. The operator sets one by"
                            + " `rec.chat.base_url` and `rec.chat.model` in graph-recommender.conf; leave `phrased` out until then.");
        }
        return new ExplainTextConfig(
                ExplanationLanguage.valueOf(language.toUpperCase(Locale.ROOT)),
                parts,
                name,
                phrased,
                RecommendOptions.ofRow(config));
    }
}
