// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/**
 * A vector of each token and of some pairs of tokens, and the text's vector from them: their sum, made unit length. Not a
 * record: it holds an array.
 *
 * <p>As a file it is what Model2Vec writes: a safetensors with the tensor {@code embeddings}, {@code [tokens, dimension]}. Where
 * there are pairs, their rows follow those of the tokens, and the tensor {@code pairs}, {@code [pairs, 2]}, has their tokens.
 */
final class TokenTable {

    static final String FILE = "model.safetensors";
    private static final String TENSOR = "embeddings";
    private static final String PAIRS = "pairs";
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private final float[] rows;
    private final int dimension;
    private final TokenPairs pairs;
    private final int tokens;

    /** Takes rows, {@code [tokens * dimension]}. */
    TokenTable(float[] rows, int dimension) {
        this(rows, dimension, TokenPairs.NONE);
    }

    /** Takes rows, {@code [(tokens + pairs) * dimension]}. */
    TokenTable(float[] rows, int dimension, TokenPairs pairs) {
        this.rows = rows;
        this.dimension = dimension;
        this.pairs = pairs;
        tokens = rows.length / dimension - pairs.size();
    }

    int dimension() {
        return dimension;
    }

    /** How many tokens have a vector. */
    int tokens() {
        return tokens;
    }

    /** The sum of the vectors of a text with length one; zeros where there is no token but {@code leftOut}. */
    float[] vector(int[] text, int leftOut) {
        float[] sum = new float[dimension];
        int before = leftOut;
        for (int token : text) {
            if (token != leftOut) {
                add(token, sum);
                int pair = before == leftOut ? -1 : pairs.number(before, token);
                if (pair >= 0) {
                    add(tokens + pair, sum);
                }
                before = token;
            }
        }
        OnnxEncoder.finish(sum);
        return sum;
    }

    private void add(int row, float[] sum) {
        int from = row * dimension;
        for (int d = 0; d < dimension; d++) {
            sum[d] += rows[from + d];
        }
    }

    /** The file. */
    byte[] toBytes() {
        Map<String, Object> tensors = new LinkedHashMap<>();
        tensors.put(TENSOR, tensor("F32", tokens + pairs.size(), dimension, 0));
        if (pairs.size() > 0) {
            tensors.put(PAIRS, tensor("I32", pairs.size(), 2, 4L * rows.length));
        }
        String header = Json.write(tensors);
        // numbers begin at a multiple of eight
        header += " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 4 * (rows.length + 2 * pairs.size()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        file.asFloatBuffer().put(rows);
        file.position(file.position() + 4 * rows.length);
        for (int number = 0; number < pairs.size(); number++) {
            file.putInt(pairs.first(number)).putInt(pairs.second(number));
        }
        return file.array();
    }

    private static Map<String, Object> tensor(String type, int count, int width, long from) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("dtype", type);
        tensor.put("shape", List.of(count, width));
        tensor.put("data_offsets", List.of(from, from + 4L * count * width));
        return tensor;
    }

    /**
     * Reads a file.
     *
     * @param tokens how many rows it must have at least: those of the tokenizer
     * @throws EncoderException when it is no table in 32 bit, or has another size than it says
     */
    static TokenTable of(byte[] bytes, int tokens) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < 8 ? -1 : file.getLong();
        if (length < 2 || length > MOST_HEADER_BYTES || length > bytes.length - 8) {
            throw EncoderSettings.refused(FILE, "it is not in the format safetensors");
        }
        Map<?, ?> tensors = header(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
        Map<?, ?> tensor = tensors.get(TENSOR) instanceof Map<?, ?> embeddings ? embeddings : Map.of();
        long[] shape = numbers(tensor.get("shape"));
        long[] offsets = numbers(tensor.get("data_offsets"));
        if (!"F32".equals(tensor.get("dtype")) || shape.length != 2 || offsets.length != 2) {
            throw EncoderSettings.refused(
                    FILE,
                    "it has no tensor `embeddings` of two sizes in 32 bit (F32). If the model is not static, put"
                            + " its ONNX export, `model.onnx`, next to it");
        }
        long bytesOfRows = bytes.length - 8 - length;
        if (shape[0] < tokens
                || shape[1] < 1
                || shape[1] > OnnxModel.MAX_DIMENSION
                || shape[0] > bytesOfRows
                || offsets[0] < 0
                || offsets[1] > bytesOfRows
                || offsets[1] - offsets[0] != 4 * shape[0] * shape[1]) {
            throw EncoderSettings.refused(
                    FILE,
                    "its tensor `embeddings` says " + shape[0] + " rows of " + shape[1]
                            + " numbers, which does not fit its " + bytesOfRows + " bytes or the " + tokens
                            + " tokens of tokenizer.json");
        }
        float[] rows = new float[(int) (shape[0] * shape[1])];
        file.position((int) (8 + length + offsets[0]));
        file.asFloatBuffer().get(rows);
        TokenPairs pairs = tensors.get(PAIRS) instanceof Map<?, ?> given
                ? pairs(given, file, 8 + length, (int) shape[0], tokens)
                : TokenPairs.NONE;
        return new TokenTable(rows, (int) shape[1], pairs);
    }

    /** Those of a file, whose rows are the last ones. */
    private static TokenPairs pairs(Map<?, ?> tensor, ByteBuffer file, long begin, int rows, int tokens) {
        long[] shape = numbers(tensor.get("shape"));
        long[] offsets = numbers(tensor.get("data_offsets"));
        boolean fits = "I32".equals(tensor.get("dtype"))
                && shape.length == 2
                && shape[0] >= 0
                && shape[0] <= rows - tokens
                && shape[1] == 2
                && offsets.length == 2
                && offsets[0] >= 0
                && offsets[1] <= file.capacity() - begin
                && offsets[1] - offsets[0] == 8 * shape[0];
        int[] firsts = new int[fits ? (int) shape[0] : 0];
        int[] seconds = new int[firsts.length];
        for (int i = 0; i < firsts.length && fits; i++) {
            firsts[i] = file.getInt((int) (begin + offsets[0]) + 8 * i);
            seconds[i] = file.getInt((int) (begin + offsets[0]) + 8 * i + 4);
            fits = firsts[i] >= 0 && seconds[i] >= 0 && Math.max(firsts[i], seconds[i]) < rows - firsts.length;
        }
        if (!fits) {
            throw EncoderSettings.refused(FILE, "its tensor `pairs` does not fit the tensor `embeddings`");
        }
        return TokenPairs.of(firsts, seconds);
    }

    private static Map<?, ?> header(String json) {
        try {
            return Json.readObject(json);
        } catch (JsonException broken) {
            throw EncoderSettings.refused(FILE, "its header " + broken.problem());
        }
    }

    private static long[] numbers(Object list) {
        if (!(list instanceof List<?> values) || values.stream().anyMatch(value -> !(value instanceof Long))) {
            return new long[0];
        }
        return values.stream().mapToLong(value -> (Long) value).toArray();
    }
}
