// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.AttributeVectors;

/** What items are described by, texts and behind them attributes, less its mean over the ratings of the items to learn from. */
final class CentredDescriptions {

    /** The most rated items are enough to learn from. */
    private static final int MAX_ITEMS = 10_000;

    private final int textDimension;
    private final float[] centre;
    private final float[][] rows;
    private final List<Integer> learned = new ArrayList<>();

    /** Of the items that have a rating and a description those with the most ratings are learned from. */
    CentredDescriptions(Csr byItem, SideInformation known) {
        float[][] texts = known.text() == null ? null : known.text().vectors();
        AttributeVectors attributes = known.context().attributes();
        this.textDimension = texts == null ? 0 : known.text().mean().length;
        int dimension = textDimension + (attributes == null ? 0 : attributes.dimension());
        this.centre = new float[dimension];
        this.rows = new float[byItem.rows()][dimension];
        for (int item = 0; item < rows.length; item++) {
            if (texts != null) {
                System.arraycopy(texts[item], 0, rows[item], 0, textDimension);
            }
            if (attributes != null) {
                Matrix vectors = attributes.items();
                System.arraycopy(
                        vectors.values(), vectors.offset(item), rows[item], textDimension, attributes.dimension());
            }
            if (byItem.degree(item) > 0 && TextFeatures.described(rows[item])) {
                learned.add(item);
            }
        }
        learned.sort(Comparator.comparingInt(item -> -byItem.degree(item)));
        if (learned.size() > MAX_ITEMS) {
            learned.subList(MAX_ITEMS, learned.size()).clear();
        }
        centre(byItem, 0, textDimension);
        centre(byItem, textDimension, dimension);
        for (int d = 0; d < textDimension; d++) {
            centre[d] += known.text().mean()[d];
        }
    }

    /** Takes the mean over ratings from a part of all rows; rows without that part keep zeros. */
    private void centre(Csr byItem, int from, int to) {
        double[] sums = new double[to - from];
        double ratings = 0;
        for (int item : learned) {
            if (described(rows[item], from, to)) {
                ratings += byItem.degree(item);
                for (int d = from; d < to; d++) {
                    sums[d - from] += (double) byItem.degree(item) * rows[item][d];
                }
            }
        }
        for (int d = from; d < to; d++) {
            centre[d] = (float) (sums[d - from] / Math.max(1, ratings));
        }
        for (float[] row : rows) {
            boolean described = described(row, from, to);
            for (int d = from; d < to && described; d++) {
                row[d] -= centre[d];
            }
        }
    }

    private static boolean described(float[] row, int from, int to) {
        for (int d = from; d < to; d++) {
            if (row[d] != 0) {
                return true;
            }
        }
        return false;
    }

    /** The items to learn from, the most rated first. */
    List<Integer> learned() {
        return learned;
    }

    /** How much of the dimension is the text's. */
    int textDimension() {
        return textDimension;
    }

    /** What was taken from a text of unit length, and from attributes, [dimension]. */
    float[] centre() {
        return centre;
    }

    /** [items, dimension]. */
    float[][] rows() {
        return rows;
    }

    /** The number of columns. */
    int dimension() {
        return centre.length;
    }

    /** True with texts and attributes. */
    boolean both() {
        return textDimension > 0 && textDimension < centre.length;
    }
}
