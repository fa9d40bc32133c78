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
 * @param options what is explained
 */
record ExplainTextConfig(ExplanationLanguage language, int mostParts, String nameProperty, RecommendOptions options) {

    static ExplainTextConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String language = config.choice("language", "en", List.of("en", "zh"));
        int parts = config.integer("maxParts", 3, 1, 20);
        String name = config.string("itemNameProperty", "title");
        return new ExplainTextConfig(
                ExplanationLanguage.valueOf(language.toUpperCase(Locale.ROOT)),
                parts,
                name,
                RecommendOptions.ofRow(config));
    }
}
