// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import java.util.Map;
import org.graphrec.embedding.DistillOptions;
import org.graphrec.embedding.Encoders;
import org.graphrec.procedures.config.Config;

/**
 * How a static encoder is distilled.
 *
 * @param teacher the name of the encoder that it is to be like
 * @param labels of the nodes whose texts it is fitted to; empty: none
 * @param text of those nodes, or null
 * @param maxTexts how many nodes are read at most
 * @param options dimension, threads and seed
 * @param configuration the values in force
 */
record DistillConfig(
        String teacher,
        List<String> labels,
        NodeText text,
        int maxTexts,
        DistillOptions options,
        Map<String, Object> configuration) {

    static DistillConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String teacher = config.string("teacher", Encoders.MINI_LM);
        List<String> labels = config.strings("labels", List.of());
        NodeText text = NodeText.read(config);
        boolean hasText = text != null || config.object("textProperties") != null || config.object("template") != null;
        if (labels.isEmpty() == hasText) {
            config.problem(
                    "The values of `labels` and `textProperties` (or `template`) go together: they say which texts the encoder"
                            + " is fitted to. Give both, or neither for an encoder that is made from the teacher alone.");
        }
        int dimension = config.integer("dimension", 256, 8, 4096);
        int maxTexts = config.integer("maxTexts", 20_000, 100, 1_000_000);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        long seed = config.seed("randomSeed", 42);
        config.check();
        return new DistillConfig(
                teacher, labels, text, maxTexts, new DistillOptions(dimension, concurrency, seed), config.effective());
    }
}
