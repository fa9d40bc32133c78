// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks an OpenAI-compatible service for vectors. */
final class EmbeddingsClient {

    private static final int MOST_BYTES = 256 << 20;

    private static final String KEY = ". Check `rec.encoder.remote.key` in graph-recommender.conf";

    private static final Map<Integer, String> ADVICE = Map.of(
            401, KEY,
            403, KEY,
            404, ". Check `rec.encoder.remote.base_url` and `.model` in graph-recommender.conf",
            413, ". Lower `rec.encoder.remote.batch_size` in graph-recommender.conf",
            400, ". Check `rec.encoder.remote.model` and `.batch_size` in graph-recommender.conf");

    private final RemoteOptions options;
    private final ServiceClient client;

    EmbeddingsClient(RemoteOptions options, long firstPauseMillis) {
        this.options = options;
        client = new ServiceClient("embedding", options.service(), MOST_BYTES, ADVICE, firstPauseMillis);
    }

    /**
     * The vectors of some texts, as the service gives them.
     *
     * @param look run at least every 20 ms of waiting; what it throws ends the request
     */
    float[][] vectors(List<String> texts, Runnable look) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", options.model());
        body.put("input", texts);
        body.put("encoding_format", "float");
        return new EmbeddingsAnswer(options).vectors(client.answer("embeddings", body, look), texts.size());
    }
}
