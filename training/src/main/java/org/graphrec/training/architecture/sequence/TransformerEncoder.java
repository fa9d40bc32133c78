// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;

/**
 * Causal self-attention along the history (Kang and McAuley 2018), where each position also reads what the texts of the history
 * up to there say together, and where that history lies in the graph: tokens before the sequence, as it were. Blocks normalise
 * first; position is a learned logit by distance and attention head. u is the last position after the last block, normalised.
 */
final class TransformerEncoder implements HistoryEncoder {

    private final Matrix items;
    private final Matrix[] contexts;
    private final LayerNorm inputNorm;
    private final LayerNorm outputNorm;
    private final Recency recency;
    private final float[] contextLogits;
    private final Block[] blocks;
    private final int heads;
    private final int length;

    private record Block(
            LayerNorm attentionNorm,
            Dense query,
            Dense key,
            Dense value,
            Dense output,
            LayerNorm forwardNorm,
            Dense wide,
            Dense narrow) {}

    TransformerEncoder(SequenceTensors tensors, SequenceOptions options) {
        int dimension = options.embeddingDimension();
        this.heads = options.attentionHeads();
        this.length = options.historyLength();
        this.items = tensors.table("items", dimension);
        this.contexts = options.context() == SequenceContext.GRAPH_CONTEXT
                ? ContextEncoder.tables(tensors, dimension)
                : new Matrix[0];
        this.inputNorm = new LayerNorm(tensors, "inputNorm", dimension);
        this.outputNorm = new LayerNorm(tensors, "outputNorm", dimension);
        this.recency = new Recency(tensors, length, heads);
        this.contextLogits = contexts.length == 0
                ? new float[0]
                : tensors.get("contextLogits", contexts.length, heads).values();
        this.blocks = new Block[options.layers()];
        for (int b = 0; b < blocks.length; b++) {
            String name = "block" + b + ".";
            blocks[b] = new Block(
                    new LayerNorm(tensors, name + "attentionNorm", dimension),
                    new Dense(tensors, name + "query", dimension, dimension),
                    new Dense(tensors, name + "key", dimension, dimension),
                    new Dense(tensors, name + "value", dimension, dimension),
                    new Dense(tensors, name + "output", dimension, dimension),
                    new LayerNorm(tensors, name + "forwardNorm", dimension),
                    new Dense(tensors, name + "wide", dimension, 2 * dimension),
                    new Dense(tensors, name + "narrow", 2 * dimension, dimension));
        }
    }

    @Override
    public float[] encode(History history) {
        History latest = HistoryEncoder.latest(history, length);
        int size = latest.size();
        float[][] x = new float[size][];
        for (int t = 0; t < size; t++) {
            x[t] = inputNorm.apply(row(items, latest.item(t)));
            for (int d = 0; d < x[t].length; d++) {
                x[t][d] *= latest.emphasis(t);
            }
        }
        float[][][] context = new float[contexts.length][][];
        for (int c = 0; c < context.length; c++) {
            context[c] = prefixMeans(contexts[c], latest);
        }
        for (int b = 0; b < blocks.length; b++) {
            // of the last block only the last position is read
            x = run(blocks[b], x, context, b == blocks.length - 1 ? size - 1 : 0);
        }
        return outputNorm.apply(x[size - 1]);
    }

    private static float[] row(Matrix table, int item) {
        return java.util.Arrays.copyOfRange(table.values(), table.offset(item), table.offset(item) + table.columns());
    }

    /** For each position the mean row of the history up to it. */
    private static float[][] prefixMeans(Matrix table, History history) {
        float[][] means = new float[history.size()][table.columns()];
        float[] sum = new float[table.columns()];
        for (int t = 0; t < means.length; t++) {
            Tables.add(1, table, history, t, 0, sum.length, sum);
            for (int d = 0; d < sum.length; d++) {
                means[t][d] = sum[d] / (t + 1);
            }
        }
        return means;
    }

    private float[][] run(Block block, float[][] x, float[][][] context, int from) {
        int size = x.length;
        float[][] keys = new float[size][];
        float[][] values = new float[size][];
        float[][] normed = new float[size][];
        for (int t = 0; t < size; t++) {
            normed[t] = block.attentionNorm.apply(x[t]);
            keys[t] = block.key.apply(normed[t]);
            values[t] = block.value.apply(normed[t]);
        }
        float[][] out = new float[size][];
        for (int t = from; t < size; t++) {
            float[][] contextKeys = new float[context.length][];
            float[][] contextValues = new float[context.length][];
            for (int c = 0; c < context.length; c++) {
                float[] token = block.attentionNorm.apply(context[c][t]);
                contextKeys[c] = block.key.apply(token);
                contextValues[c] = block.value.apply(token);
            }
            float[] attended = attend(block.query.apply(normed[t]), t, keys, values, contextKeys, contextValues);
            out[t] = add(x[t], block.output.apply(attended));
            float[] wide = Tables.activate(block.wide.apply(block.forwardNorm.apply(out[t])));
            out[t] = add(out[t], block.narrow.apply(wide));
        }
        return out;
    }

    private float[] attend(
            float[] query, int t, float[][] keys, float[][] values, float[][] contextKeys, float[][] contextValues) {
        int width = query.length / heads;
        float scale = (float) (1 / Math.sqrt(width));
        float[] attended = new float[query.length];
        float[] shares = new float[t + 1 + contextKeys.length];
        for (int head = 0; head < heads; head++) {
            int from = head * width;
            for (int j = 0; j <= t; j++) {
                shares[j] = scale * Vectors.dot(query, from, keys[j], from, width) + recency.logit(t - j, head);
            }
            for (int c = 0; c < contextKeys.length; c++) {
                shares[t + 1 + c] =
                        scale * Vectors.dot(query, from, contextKeys[c], from, width) + contextLogits[c * heads + head];
            }
            Recency.softmax(shares, shares.length);
            for (int j = 0; j < shares.length; j++) {
                float[] value = j <= t ? values[j] : contextValues[j - t - 1];
                for (int d = from; d < from + width; d++) {
                    attended[d] = Math.fma(shares[j], value[d], attended[d]);
                }
            }
        }
        return attended;
    }

    private static float[] add(float[] x, float[] y) {
        float[] sum = new float[x.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = x[d] + y[d];
        }
        return sum;
    }
}
