// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;
import java.util.Random;
import org.graphrec.fixtures.onnx.OnnxGraph;
import org.graphrec.fixtures.onnx.Proto;

/**
 * A BERT of two layers, one head and sixteen dimensions with made up weights: once as ONNX and once as plain Java in
 * double precision, which computes one text without padding or mask.
 */
final class TinyBert {

    static final int DIMENSION = 16;
    static final int VOCABULARY = 64;
    static final int POSITIONS = 64;
    private static final int INNER = 32;
    private static final int LAYERS = 2;
    private static final float EPSILON = 1e-12f;

    private final float[] words = random(1, VOCABULARY * DIMENSION, 1);
    private final float[] positions = random(2, POSITIONS * DIMENSION, 0.5);
    private final float[] types = random(3, 2 * DIMENSION, 0.5);

    private static float[] random(long seed, int size, double scale) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    private static float[] matrix(int layer, String name, int rows, int columns) {
        return random(31L * layer + name.hashCode(), rows * columns, 0.35);
    }

    private static float[] bias(int layer, String name, int size) {
        return random(77L * layer + name.hashCode(), size, 0.2);
    }

    Proto onnx() {
        OnnxGraph g = new OnnxGraph();
        List.of("input_ids", "attention_mask", "token_type_ids").forEach(g::input);
        g.node("Shape", "shape", List.of("input_ids"));
        g.node("Gather", "width", List.of("shape", g.constants("one", new long[] {1}, 1)));
        g.node(
                "Slice",
                "position_rows",
                List.of(
                        g.weights("positions", positions, POSITIONS, DIMENSION),
                        g.constants("zero", new long[] {0}, 1),
                        "width",
                        "zero"));
        g.node("Gather", "word_rows", List.of(g.weights("words", words, VOCABULARY, DIMENSION), "input_ids"));
        g.node("Gather", "type_rows", List.of(g.weights("types", types, 2, DIMENSION), "token_type_ids"));
        g.node("Add", "words_types", List.of("word_rows", "type_rows"));
        g.node("Add", "embedded", List.of("words_types", "position_rows"));
        // 0 where a token is, a large negative number where padding is
        g.node("Cast", "mask", List.of("attention_mask"), OnnxGraph.integer("to", 1));
        g.node("Sub", "away", List.of(g.weights("unit", new float[] {1}, 1), "mask"));
        g.node("Mul", "bias_rows", List.of("away", g.weights("far", new float[] {-1e9f}, 1)));
        g.node("Unsqueeze", "bias_keys", List.of("bias_rows", "one"));
        String hidden = norm(g, 0, "embedding", "embedded");
        for (int layer = 1; layer <= LAYERS; layer++) {
            hidden = layer(g, layer, hidden);
        }
        g.node("Identity", "last_hidden_state", List.of(hidden));
        g.output("last_hidden_state", DIMENSION);
        return g.model();
    }

    private static String layer(OnnxGraph g, int layer, String input) {
        String query = dense(g, layer, "query", input, DIMENSION, DIMENSION);
        String key = dense(g, layer, "key", input, DIMENSION, DIMENSION);
        String value = dense(g, layer, "value", input, DIMENSION, DIMENSION);
        String keys = g.node("Transpose", "keys" + layer, List.of(key), OnnxGraph.integers("perm", 0, 2, 1));
        String raw = g.node("MatMul", "raw" + layer, List.of(query, keys));
        String scaled =
                g.node("Mul", "scaled" + layer, List.of(raw, g.weights("quarter" + layer, new float[] {0.25f}, 1)));
        String masked = g.node("Add", "masked" + layer, List.of(scaled, "bias_keys"));
        String share = g.node("Softmax", "share" + layer, List.of(masked), OnnxGraph.integer("axis", -1));
        String context = g.node("MatMul", "context" + layer, List.of(share, value));
        String attended = dense(g, layer, "attended", context, DIMENSION, DIMENSION);
        String middle = norm(g, layer, "middle", g.node("Add", "sum" + layer, List.of(input, attended)));
        String inner = dense(g, layer, "inner", middle, DIMENSION, INNER);
        String part = g.node("Div", "part" + layer, List.of(inner, g.weights("root" + layer, root(), 1)));
        String erf = g.node("Erf", "erf" + layer, List.of(part));
        String up = g.node("Add", "up" + layer, List.of(erf, "unit"));
        String twice = g.node("Mul", "twice" + layer, List.of(inner, up));
        String gelu = g.node("Mul", "gelu" + layer, List.of(twice, g.weights("half" + layer, new float[] {0.5f}, 1)));
        String outer = dense(g, layer, "outer", gelu, INNER, DIMENSION);
        return norm(g, layer, "outcome", g.node("Add", "end" + layer, List.of(middle, outer)));
    }

    private static float[] root() {
        return new float[] {(float) Math.sqrt(2)};
    }

    private static String dense(OnnxGraph g, int layer, String name, String input, int rows, int columns) {
        String weights = g.weights(name + "_w" + layer, matrix(layer, name, rows, columns), rows, columns);
        String bias = g.weights(name + "_b" + layer, bias(layer, name, columns), columns);
        return g.node(
                "Add", name + layer, List.of(g.node("MatMul", name + "_m" + layer, List.of(input, weights)), bias));
    }

    private static String norm(OnnxGraph g, int layer, String name, String input) {
        String scale = g.weights(name + "_s" + layer, random(5, DIMENSION, 1), DIMENSION);
        String shift = g.weights(name + "_t" + layer, random(6, DIMENSION, 0.1), DIMENSION);
        return g.node(
                "LayerNormalization",
                name + layer,
                List.of(input, scale, shift),
                OnnxGraph.integer("axis", -1),
                OnnxGraph.real("epsilon", EPSILON));
    }

    /** The token vectors of one text. */
    double[][] tokenVectors(long[] ids) {
        double[][] x = new double[ids.length][DIMENSION];
        for (int t = 0; t < ids.length; t++) {
            for (int d = 0; d < DIMENSION; d++) {
                x[t][d] = (double) words[(int) ids[t] * DIMENSION + d] + positions[t * DIMENSION + d] + types[d];
            }
        }
        x = normed(x);
        for (int layer = 1; layer <= LAYERS; layer++) {
            x = layer(layer, x);
        }
        return x;
    }

    private static double[][] layer(int layer, double[][] x) {
        double[][] query = dense(layer, "query", x, DIMENSION);
        double[][] key = dense(layer, "key", x, DIMENSION);
        double[][] value = dense(layer, "value", x, DIMENSION);
        double[][] context = new double[x.length][DIMENSION];
        for (int t = 0; t < x.length; t++) {
            double[] share = new double[x.length];
            double total = 0;
            for (int s = 0; s < x.length; s++) {
                double dot = 0;
                for (int d = 0; d < DIMENSION; d++) {
                    dot += query[t][d] * key[s][d];
                }
                share[s] = Math.exp(dot / 4);
                total += share[s];
            }
            for (int s = 0; s < x.length; s++) {
                for (int d = 0; d < DIMENSION; d++) {
                    context[t][d] += share[s] / total * value[s][d];
                }
            }
        }
        double[][] middle = normed(sum(x, dense(layer, "attended", context, DIMENSION)));
        double[][] inner = dense(layer, "inner", middle, INNER);
        for (double[] row : inner) {
            for (int d = 0; d < INNER; d++) {
                row[d] = row[d] / 2 * (1 + erf(row[d] / Math.sqrt(2)));
            }
        }
        return normed(sum(middle, dense(layer, "outer", inner, DIMENSION)));
    }

    private static double[][] dense(int layer, String name, double[][] x, int columns) {
        int rows = x[0].length;
        float[] weights = matrix(layer, name, rows, columns);
        float[] bias = bias(layer, name, columns);
        double[][] y = new double[x.length][columns];
        for (int t = 0; t < x.length; t++) {
            for (int c = 0; c < columns; c++) {
                y[t][c] = bias[c];
                for (int r = 0; r < rows; r++) {
                    y[t][c] += x[t][r] * weights[r * columns + c];
                }
            }
        }
        return y;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][DIMENSION];
        for (int t = 0; t < a.length; t++) {
            for (int d = 0; d < DIMENSION; d++) {
                sum[t][d] = a[t][d] + b[t][d];
            }
        }
        return sum;
    }

    private static double[][] normed(double[][] x) {
        float[] scale = random(5, DIMENSION, 1);
        float[] shift = random(6, DIMENSION, 0.1);
        double[][] y = new double[x.length][DIMENSION];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double value : x[t]) {
                mean += value / DIMENSION;
            }
            double variance = 0;
            for (double value : x[t]) {
                variance += (value - mean) * (value - mean) / DIMENSION;
            }
            for (int d = 0; d < DIMENSION; d++) {
                y[t][d] = (x[t][d] - mean) / Math.sqrt(variance + EPSILON) * scale[d] + shift[d];
            }
        }
        return y;
    }

    /** The error function by its Taylor series, which converges everywhere. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
