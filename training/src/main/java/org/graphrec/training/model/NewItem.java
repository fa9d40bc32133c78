// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.BitSet;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;

/** An item that came after the training, known by its text and attributes alone. Its nearest known items are found once, at first use. */
public final class NewItem {

    /** Known items that may stand for a new one: as many as texts lead to in an item graph. */
    private static final int NEAREST = 50;

    private final float[] text;
    private final ContextRow attributes;
    private volatile Nearest nearest;

    /** The warm items with the most similar texts, the most similar first. */
    public static final class Nearest {
        private final int[] items;
        private final float[] cosines;

        private Nearest(int[] items, float[] cosines) {
            this.items = items;
            this.cosines = cosines;
        }

        /** Known items. */
        public int[] items() {
            return items;
        }

        /** Above 0, one for each. */
        public float[] cosines() {
            return cosines;
        }
    }

    /** An item with the unit vector {@code text}, which is not copied. */
    public NewItem(float[] text) {
        this(text, ContextRow.NONE);
    }

    /**
     * An item that also has something in common with others.
     *
     * @param text its unit vector, or zeros; not copied
     * @param attributes by relation of the context at training, the nodes known there that its edges lead to
     */
    public NewItem(float[] text, ContextRow attributes) {
        this.text = text;
        this.attributes = attributes;
    }

    /** By relation of the context at training, the nodes that its edges lead to. */
    public ContextRow attributes() {
        return attributes;
    }

    /** Its unit vector; the array itself. */
    public float[] text() {
        return text;
    }

    /** Its nearest among the items of {@code features} that are not in {@code cold}, which must be the same at every call. */
    Nearest nearest(Matrix features, BitSet cold) {
        if (nearest == null) {
            TopK best = new TopK(NEAREST);
            for (int item = 0; item < features.rows(); item++) {
                float cosine = Vectors.dot(features.values(), features.offset(item), text, 0, text.length);
                if (cosine > 0 && best.admits(cosine) && !cold.get(item)) {
                    best.offer(cosine, item);
                }
            }
            long[] pairs = best.drain();
            int[] items = new int[pairs.length];
            float[] cosines = new float[pairs.length];
            for (int i = 0; i < pairs.length; i++) {
                items[i] = TopK.index(pairs[i]);
                cosines[i] = TopK.score(pairs[i]);
            }
            nearest = new Nearest(items, cosines);
        }
        return nearest;
    }
}
