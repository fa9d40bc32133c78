// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/** Reads the body of an OpenAI-compatible answer: {@code {"data": [{"index": 0, "embedding": [...]}, ...]}}. */
final class EmbeddingsAnswer {

    private static final int MAX_DIMENSION = 16_384;

    private final RemoteOptions options;

    EmbeddingsAnswer(RemoteOptions options) {
        this.options = options;
    }

    /** {@code [texts][dimension]}, in the order of the texts. */
    float[][] vectors(byte[] body, int texts) {
        Map<String, Object> answer;
        try {
            answer = Json.readObject(new String(body, StandardCharsets.UTF_8));
        } catch (JsonException notJson) {
            throw broken("no JSON object");
        }
        if (!(answer.get("data") instanceof List<?> data) || data.size() != texts) {
            throw broken("not one vector per text");
        }
        float[][] vectors = new float[texts][];
        for (int i = 0; i < texts; i++) {
            Map<?, ?> entry = data.get(i) instanceof Map<?, ?> map ? map : Map.of();
            int index = entry.get("index") instanceof Number given ? (int) given.doubleValue() : i;
            if (index < 0 || index >= texts || vectors[index] != null) {
                throw broken("wrong indices");
            }
            vectors[index] = vector(entry.get("embedding"));
        }
        return vectors;
    }

    private float[] vector(Object embedding) {
        if (!(embedding instanceof List<?> numbers) || numbers.isEmpty() || numbers.size() > MAX_DIMENSION) {
            throw broken("no list of 1 to " + MAX_DIMENSION + " numbers as the embedding");
        }
        float[] vector = new float[numbers.size()];
        double squares = 0;
        for (int d = 0; d < vector.length; d++) {
            if (!(numbers.get(d) instanceof Number number)) {
                throw broken("an embedding with something other than numbers");
            }
            vector[d] = (float) number.doubleValue();
            squares += (double) vector[d] * vector[d];
        }
        if (!Double.isFinite(squares) || squares == 0) {
            throw broken("an embedding that is zero or not finite");
        }
        double norm = Math.sqrt(squares);
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) (vector[d] / norm);
        }
        return vector;
    }

    private EncoderException broken(String what) {
        return new EncoderException("The embedding service for the model `" + options.model() + "` sent " + what
                + ". Check that `rec.encoder.remote.base_url` in graph-recommender.conf is that of an OpenAI-compatible"
                + " service.");
    }
}
