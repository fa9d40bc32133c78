// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.BitSet;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.model.NewItems;

/**
 * What describes items beside who interacted with them: their texts, and behind these what they have in common with others.
 *
 * @param texts [items, dimension], unit rows or zero rows; null when there are none
 * @param attributes null when there are none
 * @param items how many there are
 */
record Descriptions(Matrix texts, AttributeVectors attributes, int items) {

    /** Columns of the texts. */
    private int textColumns() {
        return texts == null ? 0 : texts.columns();
    }

    /** The width of a row. */
    int columns() {
        return textColumns() + (attributes == null ? 0 : attributes.dimension());
    }

    /** True when nothing describes any item. */
    boolean isEmpty() {
        return columns() == 0;
    }

    /** The same without attributes, where these count nothing. */
    Descriptions with(double share) {
        return share > 0 ? this : new Descriptions(texts, null, items);
    }

    /** [items, columns], attributes times {@code share}. */
    Matrix matrix(double share) {
        return matrix(texts, share);
    }

    /** The same with other texts. */
    Matrix matrix(Matrix current, double share) {
        if (attributes == null) {
            return current;
        }
        Matrix matrix = new Matrix(items, columns());
        for (int item = 0; item < items; item++) {
            if (current != null) {
                System.arraycopy(
                        current.values(), current.offset(item), matrix.values(), matrix.offset(item), textColumns());
            }
            Matrix own = attributes.items();
            put(own.values(), own.offset(item), share, matrix, item);
        }
        return matrix;
    }

    /** The same of new items. */
    Matrix of(NewItems more, double share) {
        if (attributes == null) {
            return more.texts();
        }
        Matrix matrix = new Matrix(more.size(), columns());
        for (int i = 0; i < matrix.rows(); i++) {
            if (texts != null) {
                System.arraycopy(
                        more.texts().values(),
                        more.texts().offset(i),
                        matrix.values(),
                        matrix.offset(i),
                        textColumns());
            }
            put(attributes.of(more.attributes(i)), 0, share, matrix, i);
        }
        return matrix;
    }

    /** By relation of the attributes, what it adds to the row of an item; of new items, {@code more}, behind those known. */
    float[][] parts(int item, NewItems more, double share) {
        float[][] vectors = item < items ? attributes.parts(item) : attributes.parts(more.attributes(item - items));
        float[][] rows = new float[vectors.length][columns()];
        for (int r = 0; r < rows.length; r++) {
            for (int d = 0; d < vectors[r].length; d++) {
                rows[r][textColumns() + d] = (float) (share * vectors[r][d]);
            }
        }
        return rows;
    }

    /** The same that keeps of which attributes the vectors of some items are made. */
    Descriptions keeping(BitSet some) {
        return attributes == null ? this : new Descriptions(texts, attributes.keeping(some), items);
    }

    private void put(float[] vectors, int offset, double share, Matrix matrix, int row) {
        for (int d = 0; d < attributes.dimension(); d++) {
            matrix.values()[matrix.offset(row) + textColumns() + d] = (float) (share * vectors[offset + d]);
        }
    }

    /** The rows of a matrix that are not zero. */
    static BitSet described(Matrix matrix) {
        BitSet described = new BitSet(matrix.rows());
        for (int row = 0; row < matrix.rows(); row++) {
            for (int d = 0; d < matrix.columns() && !described.get(row); d++) {
                described.set(row, matrix.values()[matrix.offset(row) + d] != 0);
            }
        }
        return described;
    }
}
