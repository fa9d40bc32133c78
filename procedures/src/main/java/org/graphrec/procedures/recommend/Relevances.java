// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Sha256;
import org.graphrec.embedding.CrossEncoder;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Node;

/**
 * How well items answer the query of a call, as a cross-encoder says. A text is scored once, for however many users; and no call
 * scores more than {@value #MOST_PAIRS}, so that it ends in time.
 */
final class Relevances {

    static final int MOST_PAIRS = 10_000;

    private final Rerank rerank;
    private final String query;
    private final int concurrency;
    private final CrossEncoder encoder;
    private final Map<String, Float> known = new HashMap<>();

    /** Opens the encoder; {@code termination} ends the waiting for it. */
    Relevances(RecommendOptions options, Monitor termination) {
        rerank = options.query().rerank();
        query = options.query().text();
        concurrency = options.concurrency();
        encoder = OpenEncoders.crossEncoder(rerank.encoder(), termination::assertRunning);
    }

    /**
     * The relevance of items, from 0 to 1.
     *
     * @throws IllegalStateException when the call has scored too many pairs, or the encoder gives no finite number
     */
    float[] of(List<Node> items, Monitor monitor) {
        List<String> keys = new ArrayList<>(items.size());
        Map<String, String> unknown = new LinkedHashMap<>();
        for (Node item : items) {
            String text = rerank.text().of(item);
            // texts may be long, and are not needed again
            String key = Sha256.of(text);
            keys.add(key);
            if (!known.containsKey(key)) {
                unknown.put(key, text);
            }
        }
        if (known.size() + unknown.size() > MOST_PAIRS) {
            throw new IllegalStateException("The call would score more than " + MOST_PAIRS
                    + " pairs of query and item. Name fewer users, or a smaller `k` in `rerank`.");
        }
        float[] found =
                encoder.relevance(query, List.copyOf(unknown.values()), concurrency, new Query.Encoding(monitor));
        int next = 0;
        for (String key : unknown.keySet()) {
            if (Float.isNaN(found[next])) {
                throw new IllegalStateException("The encoder `" + encoder.name()
                        + "` gave a number that is not finite. Its file or its export is broken.");
            }
            known.put(key, found[next++]);
        }
        float[] relevance = new float[keys.size()];
        for (int i = 0; i < relevance.length; i++) {
            relevance[i] = known.get(keys.get(i));
        }
        return relevance;
    }
}
