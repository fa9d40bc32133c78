// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import org.bytedeco.pytorch.Tensor;

/**
 * What is where in the row of an item: its vector, then what there is of its content, its part of the text context and its part of
 * the graph context, each {@code dimension} wide.
 */
record ItemRowLayout(int dimension, boolean hasContent, boolean hasText, boolean hasGraph) {

    int width() {
        return dimension * (1 + (hasContent ? 1 : 0) + (hasText ? 1 : 0) + (hasGraph ? 1 : 0));
    }

    Tensor items(Tensor rows) {
        return part(rows, 0);
    }

    Tensor content(Tensor rows) {
        return part(rows, 1);
    }

    Tensor text(Tensor rows) {
        return part(rows, hasContent ? 2 : 1);
    }

    Tensor graph(Tensor rows) {
        return part(rows, (hasContent ? 2 : 1) + (hasText ? 1 : 0));
    }

    private Tensor part(Tensor rows, int index) {
        if (width() == dimension) {
            return rows;
        }
        long from = (long) index * dimension;
        return rows.narrow(-1, from, dimension);
    }
}
