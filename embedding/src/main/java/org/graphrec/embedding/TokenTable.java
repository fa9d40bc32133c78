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
 * A vector of each token, and the text's vector from them: their mean, made unit length. Not a record: it holds an array.
 *
 * <p>As a file it is what Model2Vec writes: a safetensors with the tensor {@code embeddings}, {@code [tokens, dimension]}.
 */
final class TokenTable {

    static final String FILE = "model.safetensors";
    private static final String TENSOR = "embeddings";
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private final float[] rows;
    private final int dimension;

    /** Takes rows, {@code [tokens * dimension]}. */
    TokenTable(float[] rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
    }

    int dimension() {
        return dimension;
    }

    /** How many tokens have a vector. */
    int tokens() {
        return rows.length / dimension;
    }

    /** The mean of the tokens' vectors with length one; zeros where there is no token but {@code leftOut}. */
    float[] vector(int[] tokens, int leftOut) {
        float[] sum = new float[dimension];
        for (int token : tokens) {
            if (token != leftOut) {
                int row = token * dimension;
                for (int d = 0; d < dimension; d++) {
                    sum[d] += rows[row + d];
                }
            }
        }
        OnnxEncoder.finish(sum);
        return sum;
    }

    /** The file. */
    byte[] toBytes() {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("dtype", "F32");
        tensor.put("shape", List.of(tokens(), dimension));
        tensor.put("data_offsets", List.of(0, 4L * rows.length));
        String header = Json.write(Map.of(TENSOR, tensor));
        // numbers begin at a multiple of eight
        header += " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 4 * rows.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        file.asFloatBuffer().put(rows);
        return file.array();
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
        Map<?, ?> tensor = header(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
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
        return new TokenTable(rows, (int) shape[1]);
    }

    private static Map<?, ?> header(String json) {
        try {
            return Json.readObject(json).get(TENSOR) instanceof Map<?, ?> tensor ? tensor : Map.of();
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
