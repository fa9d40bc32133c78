// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

/** Learned logits of an item by how many items followed it; the last one holds for all that are further back. */
final class Recency {

    private final float[] logits;
    private final int columns;
    private final int rows;

    /** Over [distances, columns], one column for each attention head. */
    Recency(SequenceTensors tensors, int rows, int columns) {
        this.logits = tensors.get("recency", rows, columns).values();
        this.rows = rows;
        this.columns = columns;
    }

    float logit(int distance, int column) {
        return logits[Math.min(distance, rows - 1) * columns + column];
    }

    /** Turns logits into shares that sum to 1, in place. */
    static void softmax(float[] logits, int size) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, logits[i]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            logits[i] = (float) Math.exp(logits[i] - most);
            sum += logits[i];
        }
        for (int i = 0; i < size; i++) {
            logits[i] = (float) (logits[i] / sum);
        }
    }
}
